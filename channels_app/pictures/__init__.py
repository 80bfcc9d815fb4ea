"""Pictures in messages: taken in, written anew, and served."""
