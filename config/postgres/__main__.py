"""python -m config.postgres start | stop | status | run"""

import sys

from config import kept
from config.kept import EMBEDDED_URL_FILE
from config.postgres import place, server


def main(arguments: list[str]) -> int:
    match arguments:
        case ["start"]:
            print(server.start())
        case ["stop"]:
            print("PostgreSQL stopped." if server.stop() else "PostgreSQL was not running.")
        case ["status"]:
            running = server.is_running(place.find())
            print(kept.read(EMBEDDED_URL_FILE) if running else "PostgreSQL is not running.")
            return 0 if running else 3
        case ["run"]:
            server.run()
        case _:
            print("Usage: python -m config.postgres start | stop | status | run", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (place.PlaceError, server.ServerError, OSError) as error:
        print(f"The embedded PostgreSQL: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(0)  # asked to stop while another start's server runs
