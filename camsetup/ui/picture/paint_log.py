"""What was painted, and how long after its frame came: read by benchmarks."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

#: Ten minutes of three cameras at 30 pictures a second.
KEPT_LATENCIES = 18_000


class PaintLog:
    """Counts painted pictures and remembers the delay of each, by camera."""

    def __init__(self) -> None:
        self._painted: Counter[str] = Counter()
        self._latencies_ms: defaultdict[str, deque[float]] = defaultdict(
            lambda: deque(maxlen=KEPT_LATENCIES)
        )

    def record(self, camera: str, came_ns: int, painted_ns: int) -> None:
        """Note one painted picture; both times are of ``time.monotonic_ns``."""
        self._painted[camera] += 1
        self._latencies_ms[camera].append((painted_ns - came_ns) / 1e6)

    def painted(self, camera: str) -> int:
        """Return how many pictures of a camera have been painted."""
        return self._painted[camera]

    @property
    def begun(self) -> bool:
        """Say whether any picture has been painted."""
        return bool(self._painted)

    def latencies_ms(self, camera: str) -> list[float]:
        """Return the delays from frame to painted, oldest first."""
        return list(self._latencies_ms[camera])
