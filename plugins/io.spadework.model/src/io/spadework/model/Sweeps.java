package io.spadework.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.study.AxisScale;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.SweepKind;

/** The points of a sweep, and the experiment at each. */
public final class Sweeps {

	/** Most points of a sweep. */
	public static final int MOST_POINTS = 1000;
	/** Most parameters that vary. */
	public static final int MOST_AXES = 32;

	private static final MathContext DIGITS = new MathContext(6);
	private static final int MOST_DECIMALS = 20;

	private Sweeps() {
	}

	/**
	 * The points in their order, each a value for the name of each axis's parameter: every combination of a grid, the last axis varying first, or the draws of a random
	 * sweep, the same for the same seed. Throws where an axis does not say its values, or there are more than {@link #MOST_POINTS} points or {@link #MOST_AXES} axes.
	 */
	public static List<Map<String, String>> points(Sweep sweep) throws ExpressionException {
		if (sweep.getAxes().size() > MOST_AXES) {
			throw new ExpressionException("sweep " + Names.of(sweep) + " has " + sweep.getAxes().size() + " axes; it can have " + MOST_AXES);
		}
		Scope scope = scope(sweep);
		return sweep.getKind() == SweepKind.RANDOM ? random(sweep, scope) : grid(sweep, scope);
	}

	/** The experiment of a sweep at a point, with the point's values as overrides and in its name, in a copy of the study in which all else is as it was. */
	public static Experiment experiment(Sweep sweep, Map<String, String> point) {
		Study study = EcoreUtil.copy((Study) sweep.eContainer());
		Experiment original = sweep.getExperiment();
		Experiment experiment = study.getExperiments().get(((Study) original.eContainer()).getExperiments().indexOf(original));
		experiment.setName(Names.of(original) + " " + label(point));
		point.forEach((name, value) -> {
			Parameter parameter = study.getParameters().stream().filter(each -> name.equals(each.getName())).findFirst()
					.orElseThrow(() -> new IllegalArgumentException("no parameter of study " + Names.of(study) + " is called " + name));
			experiment.getOverrides().removeIf(override -> override.getParameter() == parameter);
			ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
			override.setId(Ids.random());
			override.setParameter(parameter);
			override.setValue(value);
			experiment.getOverrides().add(override);
		});
		return experiment;
	}

	/** A point in words, as in "ngf=32, rate=0.0002". */
	public static String label(Map<String, String> point) {
		return point.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(", "));
	}

	/** The values that an axis lists, each an expression with a value; none where it lists none. */
	public static List<String> values(SweepAxis axis, Scope scope) throws ExpressionException {
		if (axis.getValues() == null || axis.getValues().isBlank()) {
			return List.of();
		}
		List<String> values = new ArrayList<>();
		String[] listed = axis.getValues().split(";", MOST_POINTS + 1);
		if (listed.length > MOST_POINTS) {
			throw new ExpressionException(name(axis) + " lists more than " + MOST_POINTS + " values");
		}
		for (String value : listed) {
			try {
				scope.value(value.strip());
			} catch (ExpressionException e) {
				throw new ExpressionException("values of " + name(axis) + ", \"" + axis.getValues() + "\", are numbers separated by semicolons: " + e.getMessage());
			}
			values.add(value.strip());
		}
		return values;
	}

	/** What expressions of a sweep know: what those of its experiment do. */
	public static Scope scope(Sweep sweep) {
		return sweep.getExperiment() != null ? Scope.of(sweep.getExperiment()) : Scope.of((Study) sweep.eContainer());
	}

	private static String name(SweepAxis axis) {
		return "axis " + (axis.getParameter() == null ? Names.of(axis) : Names.of(axis.getParameter()));
	}

	private static List<Map<String, String>> grid(Sweep sweep, Scope scope) throws ExpressionException {
		List<Map<String, String>> points = List.of(Map.of());
		for (SweepAxis axis : sweep.getAxes()) {
			List<String> values = values(axis, scope);
			if (values.isEmpty()) {
				throw new ExpressionException(name(axis) + " lists no values; a grid needs them, separated by semicolons");
			}
			if ((long) points.size() * values.size() > MOST_POINTS) {
				throw new ExpressionException("sweep " + Names.of(sweep) + " would have more than " + MOST_POINTS + " points; fewer values, or random draws, are needed");
			}
			List<Map<String, String>> longer = new ArrayList<>();
			for (Map<String, String> point : points) {
				for (String value : values) {
					Map<String, String> next = new LinkedHashMap<>(point);
					next.put(axis.getParameter().getName(), value);
					longer.add(next);
				}
			}
			points = longer;
		}
		return points;
	}

	private static List<Map<String, String>> random(Sweep sweep, Scope scope) throws ExpressionException {
		int count = Numbers.whole(sweep, Literals.SWEEP__COUNT, scope);
		Random random = new Random(sweep.getSeed());
		List<Map<String, String>> points = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Map<String, String> point = new LinkedHashMap<>();
			for (SweepAxis axis : sweep.getAxes()) {
				List<String> values = values(axis, scope);
				point.put(axis.getParameter().getName(), values.isEmpty() ? draw(axis, random.nextDouble(), scope) : values.get(random.nextInt(values.size())));
			}
			points.add(point);
		}
		return points;
	}

	/** A value between least and most, of six digits or whole. */
	private static String draw(SweepAxis axis, double share, Scope scope) throws ExpressionException {
		checkRange(axis, scope);
		double least = Numbers.real(axis, Literals.SWEEP_AXIS__LEAST, scope);
		double most = Numbers.real(axis, Literals.SWEEP_AXIS__MOST, scope);
		double drawn = axis.getScale() == AxisScale.LOGARITHMIC ? Math.exp(Math.log(least) + share * (Math.log(most) - Math.log(least))) : least + share * (most - least);
		if (axis.isWhole()) {
			drawn = Math.max(Math.ceil(least), Math.min(Math.floor(most), Math.rint(drawn)));
			return Scope.text(drawn);
		}
		BigDecimal rounded = new BigDecimal(Math.max(least, Math.min(most, drawn))).round(DIGITS).stripTrailingZeros();
		return rounded.scale() <= MOST_DECIMALS ? rounded.toPlainString() : rounded.toString();
	}

	/** Throws where an axis that lists no values states no range to draw from. */
	public static void checkRange(SweepAxis axis, Scope scope) throws ExpressionException {
		if (!Numbers.isStated(axis, Literals.SWEEP_AXIS__LEAST) || !Numbers.isStated(axis, Literals.SWEEP_AXIS__MOST)) {
			throw new ExpressionException(name(axis) + " lists no values and states no least and most to draw between");
		}
		double least = Numbers.real(axis, Literals.SWEEP_AXIS__LEAST, scope);
		double most = Numbers.real(axis, Literals.SWEEP_AXIS__MOST, scope);
		if (!(least < most)) {
			throw new ExpressionException("least of " + name(axis) + " is " + Scope.text(least) + " and most is " + Scope.text(most) + "; least must be smaller");
		}
		if (axis.getScale() == AxisScale.LOGARITHMIC && least <= 0) {
			throw new ExpressionException("least of " + name(axis) + " is " + Scope.text(least) + "; on a logarithmic scale it must be above 0");
		}
		if (axis.isWhole() && Math.ceil(least) > Math.floor(most)) {
			throw new ExpressionException(name(axis) + " is whole, but there is no whole number from " + Scope.text(least) + " to " + Scope.text(most));
		}
	}
}
