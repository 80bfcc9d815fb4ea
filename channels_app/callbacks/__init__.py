"""What providers call back with: the door, the queue, and what becomes of it.

POST /c/<hook>/... -> door -> provider.hear -> store (2xx at once) -> queue -> told | said
"""
