"""The verbs on a cluster: frames of Spark in, frames of Spark out, with the same keywords and the same results.

Every verb is lazy and declares the columns it gives; a wrong column is refused when it is called, before any work.
Rows of one series, or one group, come together in one task, however many batches they are; every task takes one thread.
Rules and what belongs to series travel to the tasks as plain data. An error of a task names the series or the row.

>>> from headway import spark
>>> spark.__all__
['assess', 'project', 'spc', 'stats']

```python
rated = spark.assess(spark_session.read.parquet("kpis"), comparators=("target",))
years = spark.project(spark_session.read.parquet("series"), accrual="flow")
rates = spark.stats.proportion("seen", "asked", data=wards, by="ward")
charts = spark.spc.xmr("waits", data=months, by="provider", dates="month", polarity="low_is_good")
```
"""

from headway.spark import spc, stats
from headway.spark.assess import assess
from headway.spark.project import project

__all__ = ["assess", "project", "spc", "stats"]


def __dir__() -> list[str]:
    """What is public, for `dir` and for completion."""
    return __all__
