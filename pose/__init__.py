"""Frames in, `Pose` out: the floor that knows cameras and MediaPipe, and no stretch."""
