"""The management API of journeys: views read and answer; writes are in journeys/actions."""
