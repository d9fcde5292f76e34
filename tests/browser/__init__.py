"""Tests in a real browser; a package, so that its conftest is not mistaken for that of the others."""
