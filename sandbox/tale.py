STEPS: list[dict[str, object]] = []
