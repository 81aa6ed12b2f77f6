"""Assessment: schemes, scores, gates, grades; claims of work outside classes (学分认定). The only valuer."""
