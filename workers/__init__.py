"""The task worker: it hears what services publish and calls their operations."""
