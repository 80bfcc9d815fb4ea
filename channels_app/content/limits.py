"""How much a template may do: it is written by people who can make mistakes, or mean harm."""

TEMPLATE_CHARS = 500_000
OUTPUT_CHARS = 1_000_000
LOOP_TURNS = 10_000
LOCAL_BYTES = 100_000
VALUE_CHARS = 200_000
FILTERS_IN_A_ROW = 20
# Of processor time: a machine that is busy elsewhere must not fail a template.
SECONDS = 0.5
