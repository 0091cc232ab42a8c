package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.spadework.model.Costs;
import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.Studies;
import io.spadework.model.Sweeps;
import io.spadework.model.Validation;
import io.spadework.model.study.AxisScale;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.SweepKind;

class SweepsTest {

	private static final StudyFactory NEW = StudyFactory.eINSTANCE;

	private final Study study = Samples.landscapes("crop", "64");
	private final Sweep sweep = Samples.named("sweep", NEW.createSweep());

	SweepsTest() {
		sweep.setExperiment(Samples.experiment(study));
		study.getSweeps().add(sweep);
	}

	@Test
	void aGridHasEveryCombinationInOrder() throws Exception {
		axis("ngf").setValues("8; 2*8");
		axis("ndf").setValues("4;8;16");
		List<Map<String, String>> points = Sweeps.points(sweep);
		assertEquals(List.of("ngf=8, ndf=4", "ngf=8, ndf=8", "ngf=8, ndf=16", "ngf=2*8, ndf=4", "ngf=2*8, ndf=8", "ngf=2*8, ndf=16"), points.stream().map(Sweeps::label).toList());
		assertEquals(List.of(), Validation.validate(study, null));
	}

	@Test
	void randomDrawsFollowTheSeed() throws Exception {
		sweep.setKind(SweepKind.RANDOM);
		sweep.setCount("200");
		SweepAxis linear = range("ngf", "4", "ngf");
		linear.setWhole(true);
		SweepAxis logarithmic = range("hidden", "0.001", "1000");
		logarithmic.setScale(AxisScale.LOGARITHMIC);
		axis("ndf").setValues("4;8;16");
		List<Map<String, String>> points = Sweeps.points(sweep);
		assertEquals(200, points.size());
		assertEquals(points, Sweeps.points(sweep));
		Set<String> ndf = new HashSet<>();
		int small = 0;
		for (Map<String, String> point : points) {
			double ngf = Double.parseDouble(point.get("ngf"));
			assertTrue(ngf >= 4 && ngf <= 64 && ngf == Math.rint(ngf), point.toString());
			double hidden = Double.parseDouble(point.get("hidden"));
			assertTrue(hidden >= 0.001 && hidden <= 1000, point.toString());
			small += hidden < 1 ? 1 : 0;
			ndf.add(point.get("ndf"));
		}
		assertTrue(small > 70 && small < 130, "half of the draws on a logarithmic scale lie below the middle of the exponents: " + small);
		assertEquals(Set.of("4", "8", "16"), ndf);
		sweep.setSeed(2);
		assertNotEquals(points, Sweeps.points(sweep));
	}

	@Test
	void drawsCanBeWrittenAsExpressionsHoweverSmall() throws Exception {
		sweep.setKind(SweepKind.RANDOM);
		sweep.setCount("100");
		range("ngf", "1e-30", "1e-10").setScale(AxisScale.LOGARITHMIC);
		for (Map<String, String> point : Sweeps.points(sweep)) {
			double value = Scope.of(study).value(point.get("ngf"));
			assertTrue(value >= 1e-30 && value <= 1e-10, point.toString());
		}
	}

	@Test
	void theExperimentOfAPointIsACopyWithOverrides() throws Exception {
		ParameterOverride own = NEW.createParameterOverride();
		own.setId("own");
		own.setParameter(parameter("ngf"));
		own.setValue("4");
		Samples.experiment(study).getOverrides().add(own);
		axis("ngf").setValues("8;16");
		String before = Studies.write(study);
		Experiment experiment = Sweeps.experiment(sweep, Sweeps.points(sweep).get(1));
		assertEquals(before, Studies.write(study));
		assertEquals("SPADE ngf=16", experiment.getName());
		assertEquals(16, Scope.of(experiment).value("ngf"));
		assertEquals(1, experiment.getOverrides().size(), "the point's value takes the place of the experiment's own");
		assertEquals(64, Scope.of((Study) experiment.eContainer()).value("ngf"));
		own.setValue("16");
		assertEquals(Costs.of(study.getNetworks().get(0), Samples.experiment(study)).total(), Costs.of(experiment.getGenerator(), experiment).total());
		assertEquals(List.of(), Validation.validate((Study) experiment.eContainer(), null));
		assertThrows(IllegalArgumentException.class, () -> Sweeps.experiment(sweep, Map.of("none", "1")));
	}

	@Test
	void aSweepNamesAnExperimentAndVariesSomething() {
		assertEquals("sweep sweep varies nothing; it needs an axis for each parameter to vary", Samples.only("sweep", study).message());
		axis("ngf").setValues("8");
		sweep.setExperiment(null);
		assertEquals("sweep sweep names no experiment", Samples.only("sweep", study).message());
	}

	@Test
	void anAxisSaysWhatVariesAndHow() {
		SweepAxis axis = axis("ngf");
		assertEquals("axis ngf of sweep sweep lists no values; a grid needs them, separated by semicolons", Samples.only("sweep-axis", study).message());
		axis.setValues("8;;16");
		assertEquals("values of axis ngf, \"8;;16\", are numbers separated by semicolons: the expression is empty; a number or an expression such as 16*ngf is needed",
				Samples.only("sweep-axis", study).message());
		axis.setValues("8, 16");
		assertTrue(Samples.only("sweep-axis", study).message().startsWith("values of axis ngf, \"8, 16\", are numbers separated by semicolons: "));
		axis.setValues("8");
		SweepAxis again = axis("ngf");
		again.setValues("9");
		assertEquals("sweep sweep varies parameter ngf twice", Samples.only("sweep-axis", study).message());
		again.setParameter(null);
		assertEquals("an axis of sweep sweep names no parameter of the study", Samples.only("sweep-axis", study).message());
	}

	@Test
	void aRangeGoesFromLeastToMost() {
		sweep.setKind(SweepKind.RANDOM);
		SweepAxis axis = axis("ngf");
		assertEquals("axis ngf lists no values and states no least and most to draw between", Samples.only("sweep-axis", study).message());
		axis.setLeast("8");
		axis.setMost("8");
		assertEquals("least of axis ngf is 8 and most is 8; least must be smaller", Samples.only("sweep-axis", study).message());
		axis.setLeast("0");
		axis.setScale(AxisScale.LOGARITHMIC);
		assertEquals("least of axis ngf is 0; on a logarithmic scale it must be above 0", Samples.only("sweep-axis", study).message());
		axis.setLeast("7.2");
		axis.setMost("7.9");
		axis.setWhole(true);
		assertEquals("axis ngf is whole, but there is no whole number from 7.2 to 7.9", Samples.only("sweep-axis", study).message());
		axis.setMost("2*nfg");
		assertTrue(Samples.only("number", study).message().contains("no parameter is called nfg"));
		assertEquals(List.of(), Samples.problems("sweep-axis", study), "a number that has no value is told once");
		sweep.setCount("1001");
		assertTrue(Samples.problems("number", study).stream().anyMatch(problem -> problem.message().equals("count of sweep sweep is 1001; it must be 1 to 1000")));
	}

	@Test
	void aGridHasAtMostAThousandPoints() throws Exception {
		axis("ngf").setValues("1;2;3;4;5;6;7;8;9;10");
		axis("ndf").setValues("1;2;3;4;5;6;7;8;9;10");
		SweepAxis third = axis("hidden");
		third.setValues("1;2;3;4;5;6;7;8;9;10");
		assertEquals(1000, Sweeps.points(sweep).size());
		third.setValues("1;2;3;4;5;6;7;8;9;10;11");
		assertEquals("sweep sweep would have more than 1000 points; fewer values, or random draws, are needed", Samples.only("sweep", study).message());
		assertSame(sweep, Samples.only("sweep", study).element());
		assertThrows(ExpressionException.class, () -> Sweeps.points(sweep));
		third.setValues("1;".repeat(1000) + "1");
		assertEquals("axis hidden lists more than 1000 values", Samples.only("sweep-axis", study).message());
		third.setValues("1");
		for (int i = 0; i < 40; i++) {
			Parameter parameter = Samples.named("p" + i, NEW.createParameter());
			parameter.setValue("1");
			study.getParameters().add(parameter);
			axis("p" + i).setValues("1");
		}
		assertEquals("sweep sweep has 43 axes; it can have 32", Samples.only("sweep", study).message());
	}

	private SweepAxis axis(String parameter) {
		SweepAxis axis = NEW.createSweepAxis();
		axis.setId("axis" + sweep.getAxes().size());
		axis.setParameter(parameter(parameter));
		sweep.getAxes().add(axis);
		return axis;
	}

	private SweepAxis range(String parameter, String least, String most) {
		SweepAxis axis = axis(parameter);
		axis.setLeast(least);
		axis.setMost(most);
		return axis;
	}

	private Parameter parameter(String name) {
		return study.getParameters().stream().filter(parameter -> parameter.getName().equals(name)).findFirst().orElseThrow();
	}
}
