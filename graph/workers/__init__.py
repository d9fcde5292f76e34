"""Who does work that is spread: this process, other processes of this machine, or a scheduler's machines."""
