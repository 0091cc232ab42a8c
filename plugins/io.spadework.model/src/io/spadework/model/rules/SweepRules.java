package io.spadework.model.rules;

import java.util.HashSet;
import java.util.Set;

import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.Sweeps;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.SweepKind;

/** Sweeps: whether their points can be told. */
public final class SweepRules {

	private SweepRules() {
	}

	/** Reports sweeps without an experiment or points, and axes that do not say what varies. */
	public static void check(Study study, Report report) {
		for (Sweep sweep : study.getSweeps()) {
			boolean sound = true;
			String name = "sweep " + Names.of(sweep);
			if (sweep.getExperiment() == null) {
				report.add(Rule.SWEEP, sweep, name + " names no experiment");
			}
			if (sweep.getAxes().isEmpty()) {
				report.add(Rule.SWEEP, sweep, name + " varies nothing; it needs an axis for each parameter to vary");
				sound = false;
			}
			Set<Parameter> varied = new HashSet<>();
			for (SweepAxis axis : sweep.getAxes()) {
				String wrong = wrong(axis, sweep, study, varied);
				if (wrong != null) {
					report.addOnce(Rule.SWEEP_AXIS.problem(axis, wrong));
					sound = false;
				}
			}
			if (sound) {
				points(sweep, report);
			}
		}
	}

	private static String wrong(SweepAxis axis, Sweep sweep, Study study, Set<Parameter> varied) {
		Parameter parameter = axis.getParameter();
		if (parameter == null || parameter.eContainer() != study) {
			return "an axis of sweep " + Names.of(sweep) + " names no parameter of the study";
		}
		if (!varied.add(parameter)) {
			return "sweep " + Names.of(sweep) + " varies parameter " + Names.of(parameter) + " twice";
		}
		Scope scope = Sweeps.scope(sweep);
		try {
			if (Sweeps.values(axis, scope).isEmpty()) {
				if (sweep.getKind() == SweepKind.GRID) {
					return "axis " + Names.of(parameter) + " of sweep " + Names.of(sweep) + " lists no values; a grid needs them, separated by semicolons";
				}
				Sweeps.checkRange(axis, scope);
			}
		} catch (ExpressionException e) {
			return e.getMessage();
		}
		return null;
	}

	private static void points(Sweep sweep, Report report) {
		try {
			Sweeps.points(sweep);
		} catch (ExpressionException e) {
			report.addOnce(Rule.SWEEP.problem(sweep, e.getMessage()));
		}
	}
}
