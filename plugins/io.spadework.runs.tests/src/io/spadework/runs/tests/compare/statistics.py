"""Makes statistics.json: what SciPy says of small samples, for the tests of io.spadework.runs.compare.

Run with python3-scipy (made with SciPy 1.10.1): python3 statistics.py > statistics.json
"""
import itertools
import json

import numpy as np
from scipy import stats

random = np.random.default_rng(7)


def estimate(values):
    low, high = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    return {"values": list(values), "mean": np.mean(values), "deviation": np.std(values, ddof=1), "low": low, "high": high}


def welch(first, second):
    test = stats.ttest_ind(second, first, equal_var=False)
    a, b = np.var(first, ddof=1) / len(first), np.var(second, ddof=1) / len(second)
    df = (a + b) ** 2 / (a**2 / (len(first) - 1) + b**2 / (len(second) - 1))
    difference = np.mean(second) - np.mean(first)
    low, high = stats.t.interval(0.95, df, loc=difference, scale=np.sqrt(a + b))
    return {"first": list(first), "second": list(second), "difference": difference, "low": low, "high": high, "t": test.statistic, "df": df, "p": test.pvalue}


def spearman(x, y):
    rho, p = stats.spearmanr(x, y)
    if len(x) <= 8:
        orders = [stats.spearmanr(x, order)[0] for order in itertools.permutations(y)]
        p = np.mean(np.abs(orders) >= abs(rho) - 1e-9)
    return {"x": list(x), "y": list(y), "rho": rho, "p": p}


def holm(p):
    order = np.argsort(p)
    steps = np.maximum.accumulate([min(1, (len(p) - i) * p[j]) for i, j in enumerate(order)])
    adjusted = np.empty(len(p))
    adjusted[order] = steps
    return {"p": list(p), "adjusted": list(adjusted)}


samples = [np.round(random.normal(20, scale, size), 4) for scale, size in ((1, 2), (3, 3), (0.1, 5), (10, 30))]
ranked = []
for n, noise in ((5, 0.5), (6, 3), (12, 2), (40, 20)):
    x = np.round(random.uniform(0, 10, n))
    ranked.append(spearman(x, np.round(x + random.normal(0, noise, n), 3)))
print(json.dumps({"estimates": [estimate(sample) for sample in samples],
                  "welch": [welch(a, b) for a, b in itertools.combinations(samples, 2)] + [welch(samples[3], samples[3] + 9)],
                  "spearman": ranked,
                  "holm": [holm([0.01, 0.04, 0.03, 0.005]), holm([0.2]), holm([0.9, 0.8, 0.001])]}))
