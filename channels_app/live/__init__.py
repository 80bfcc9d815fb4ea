"""The websocket of the interface: pages subscribe to topics and see them change (see hub.py)."""
