"""Record the outcome of every history that has none."""

import msgspec

from tests.histories import FOLDER, replayed

for path in sorted(FOLDER.glob("*.json")):
    history = msgspec.json.decode(path.read_bytes())
    if "outcome" not in history:
        history["outcome"] = replayed(history)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(history), indent=1) + b"\n")
        print(f"recorded {path.name}")
