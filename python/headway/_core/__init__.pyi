# What the compiled core offers to a type checker, one stub a file of bindings; a test holds it against the module.

from headway._core.action_parts import *
from headway._core.appraisal import *
from headway._core.assess import *
from headway._core.audit import *
from headway._core.comparison import *
from headway._core.core import *
from headway._core.core import __version__ as __version__
from headway._core.figure import *
from headway._core.gates import *
from headway._core.grouped_statistics import *
from headway._core.measure import *
from headway._core.monitoring import *
from headway._core.outlook import *
from headway._core.plan import *
from headway._core.programmes import *
from headway._core.rate_decomposition import *
from headway._core.report import *
from headway._core.risks import *
from headway._core.savings import *
from headway._core.savings_charts import *
from headway._core.schemes import *
from headway._core.series import *
from headway._core.simulation import *
from headway._core.spc import *
from headway._core.standardise import *
from headway._core.statistics import *
from headway._core.time import *
from headway._core.trend import *
from headway._core.two_samples import *
from headway._core.two_scorecards import *
from headway._core.units import *
from headway._core.versions import *
from headway._core.wording import *
from headway._core.words import *
