"""What the channels tell those who listen, in the transaction of the one who tells.

`message_reported`: kwargs `connection` (raw psycopg connection, in its transaction) and
`reports` (list of `contracts.Report`, every outcome of one batch, awaited or not).
`customer_spoke`: kwargs `connection` and `inbound` (list of `contracts.Inbound`).
`customer_unsubscribed`: kwargs `connection` and `change` (`contracts.Unsubscribed`).

Receivers write on that connection only, and must not commit.
"""

from django.dispatch import Signal

message_reported = Signal()
customer_spoke = Signal()
customer_unsubscribed = Signal()
