package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

class ScopeTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "16*ngf | 128", "2 + 3 * 4 | 14", "(2 + 3) * 4 | 20", "-ngf + 1 | -7", "7 / 2 | 3.5", "10 - 3 - 2 | 5",
			"min(512, 4*ngf) | 32", "max(1, 2, 3) | 3", "round(2.5) | 3", "round(-2.5) | -3",
			"round(2.4999) | 2", "floor(-1.5) | -2", "ceil(1.2) | 2", "log2(8) | 3", "log2(536870912) | 29", "log2(10) | 3.321928094887362", "2e-4 | 0.0002",
			".5 | 0.5", "crop/32 | 8", "double | 16" })
	void evaluates(String expression, double value) throws ExpressionException {
		assertEquals(value, study("ngf", "8", "crop", "256", "double", "2*ngf").value(expression), 1e-12);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1/0 | division by zero", "1/(ngf - 8) | division by zero", "16*nfg | no parameter is called nfg; there are ngf",
			"NGF | no parameter is called NGF", "log2(0) | log2 of 0 is not a number",
			"2 ^ 3 | ^", "5 % 3 | %", "ngf > 3 | >", "sqrt(4) | sqrt", "pi | no parameter is called pi", "random() | random",
			"0x10 | is not a number in the way", "1e999999999 | is not a number in the way", "(1 + 2 | brace",
			"1 +  | operand", "2 ngf | operator", "min() | parameters", "round(1, 2) | parameters", "\"text\" | is not allowed",
			"min(\"a\", 1) | is not allowed", "a.b | not allowed", "a[0] | not allowed" })
	void refuses(String expression, String part) {
		assertRefused(part.equals("not allowed") ? expression : part, () -> study("ngf", "8").value(expression));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void refusesNothingAtAll(String expression) {
		assertRefused("the expression is empty", () -> study().value(expression));
	}

	@Test
	void refusesAnEmptyValue() {
		assertRefused("the expression is empty", () -> study().value(null));
	}

	@Test
	void refusesAnOverlongExpression() {
		assertRefused("characters long; 200 are allowed", () -> study().value("1+".repeat(5000) + "1"));
		assertRefused("no parameter", () -> study().value("(".repeat(99) + "a" + ")".repeat(99)));
	}

	@Test
	void refusesAFractionWhereAWholeNumberIsNeeded() throws ExpressionException {
		Scope scope = study("ngf", "8");
		assertRefused("\"ngf/3\" is 2.66", () -> scope.integer("ngf/3"));
		assertRefused("too large", () -> scope.integer("1e10"));
		assertEquals(8, scope.integer("ngf/3*3"));
	}

	@Test
	void parametersMayReferToOneAnotherButNotInACircle() throws ExpressionException {
		Scope scope = study("a", "b + 1", "b", "2*c", "c", "3", "x", "y", "y", "z", "z", "x", "bad", "1/0");
		assertEquals(7, scope.value("a"));
		assertRefused("circle: x -> y -> z -> x", () -> scope.value("x"));
		assertRefused("parameter bad: \"1/0\": division by zero", () -> scope.value("2*bad"));
		assertEquals(Map.of("a", 7.0, "b", 6.0, "c", 3.0), scope.values());
	}

	@Test
	void aLongChainOfParametersIsRefusedWithoutHarm() {
		String[] chain = IntStream.range(0, 10_000).boxed().flatMap(i -> List.of("p" + i, "p" + (i + 1)).stream()).toArray(String[]::new);
		assertRefused("more than 100 other parameters", () -> study(chain).value("p0"));
	}

	@Test
	void repeatedSquaringStaysFinite() {
		String[] squares = IntStream.range(0, 90).boxed().flatMap(i -> List.of("p" + i, i == 0 ? "10" : "p" + (i - 1) + "*p" + (i - 1)).stream())
				.toArray(String[]::new);
		assertRefused("not a number that can be used", () -> study(squares).value("p89"));
	}

	@Test
	void anExperimentOverridesParameters() throws ExpressionException {
		Study study = Samples.landscapes();
		Experiment experiment = Samples.experiment(study);
		ParameterOverride override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setParameter(study.getParameters().stream().filter(parameter -> parameter.getName().equals("ngf")).findFirst().orElseThrow());
		override.setValue("crop/8");
		experiment.getOverrides().add(override);
		assertEquals(64, Scope.of(study).value("ngf"));
		assertEquals(32, Scope.of(experiment).value("ngf"));
		assertEquals(16, Scope.of(experiment).with("crop", 128).value("ngf"));
	}

	@Test
	void tellsTheNamesThatAnExpressionUses() throws ExpressionException {
		assertEquals(Set.of("ngf", "crop"), Scope.names("min(512, 2*ngf) + crop/ngf"));
	}

	@Test
	void manyThreadsMayEvaluateAtOnce() throws Exception {
		try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
			List<Future<Double>> results = pool
					.invokeAll(IntStream.range(0, 200).<Callable<Double>>mapToObj(i -> () -> study("n", String.valueOf(i)).value("2*n + 1")).toList());
			for (int i = 0; i < results.size(); i++) {
				assertEquals(2 * i + 1, results.get(i).get());
			}
		}
	}

	private static Scope study(String... parameters) {
		Study study = StudyFactory.eINSTANCE.createStudy();
		for (int i = 0; i < parameters.length; i += 2) {
			Parameter parameter = StudyFactory.eINSTANCE.createParameter();
			parameter.setName(parameters[i]);
			parameter.setValue(parameters[i + 1]);
			study.getParameters().add(parameter);
		}
		return Scope.of(study);
	}

	private static void assertRefused(String part, Executable evaluation) {
		ExpressionException refusal = assertThrows(ExpressionException.class, evaluation);
		assertTrue(refusal.getMessage().toLowerCase().contains(part.toLowerCase()), refusal.getMessage());
	}
}
