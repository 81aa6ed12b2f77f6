"""`python -m tests.bench [P6 ...]`: run the benchmarks that are named, or all of them."""

import asyncio
import sys

from tests.bench import (
    certificates,
    check_in,
    delivery,
    enrolment,
    growth,
    posting,
    rescoring,
    roster,
    score_sheets,
    standings,
)
from tests.bench.harness import Finding, Load, judged, show, write

BENCHMARKS = {
    "P1": check_in.measure_path,
    "P2": check_in.measure_batching,
    "P3": check_in.measure_stampede,
    "P4": enrolment.measure,
    "P5": posting.measure,
    "P6": standings.measure,
    "P7": growth.measure_reads,
    "P8": delivery.measure,
    "P9": roster.measure,
    "P10": certificates.measure,
    "P11": rescoring.measure,
    "P12": score_sheets.measure,
    "GROWTH": growth.measure_growth,
}


async def run(names: list[str]) -> dict[str, Finding]:
    """Run benchmarks one after the other, each with its eye on who else uses the machine."""
    findings: dict[str, Finding] = {}
    for name in names:
        load = Load()
        finding = await BENCHMARKS[name]()
        findings[name] = judged(finding, load.foreign())
    return findings


def main() -> int:
    """Run, write, print; 0 when every goal was met, 1 when one was missed, 2 when a run was invalid."""
    names = sys.argv[1:] or sorted(BENCHMARKS)
    strangers = sorted(set(names) - BENCHMARKS.keys())
    if strangers:
        sys.stderr.write(f"no benchmark is called {', '.join(strangers)}: there are {', '.join(sorted(BENCHMARKS))}\n")
        return 64
    findings = asyncio.run(run(names))
    write(findings)
    show(findings)
    met = [finding.met for finding in findings.values()]
    return 1 if False in met else (2 if None in met else 0)


if __name__ == "__main__":
    raise SystemExit(main())
