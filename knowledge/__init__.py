"""What we know, and finding the right piece of it."""

import os

# the matrices here are small: a second thread of the linear algebra library costs more than it brings, and memory too
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
