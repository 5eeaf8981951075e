"""The forms of a report of 500 indicators with five years of months, targets and outlooks: seconds and size of each.

Run: python benchmarks/forms.py [INDICATORS [FORM ...]].
"""

import resource
import runpy
import sys
import time
from pathlib import Path

from headway.report.forms import FORMS, Given

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    report = runpy.run_path(str(Path(__file__).with_name("site.py")))["described"](count)
    given = Given(report)
    for form in sys.argv[2:] or FORMS:
        start = time.perf_counter()
        files = FORMS[form](given)
        taken = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(map(len, files.values())) / 1e6
        print(f"{form}: {taken:.1f} s, {len(files)} files, {size:.2f} MB, peak {peak:.0f} MB")
