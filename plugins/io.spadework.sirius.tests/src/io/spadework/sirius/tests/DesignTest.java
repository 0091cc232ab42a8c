package io.spadework.sirius.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.spadework.model.study.StudyPackage;
import io.spadework.sirius.tests.Specification.Expression;

/** The viewpoint specification against the notation, Sirius's metamodels, the study's metamodel and the services. */
class DesignTest {

	/** Variables that Sirius sets for whole tools and for styles, beside those that its metamodel states for single expressions. */
	private static final Set<String> STYLE = Set.of("view", "container", "diagram");

	@Test
	void theFileIsWhatTheNotationMakes() throws Exception {
		String made = Design.write();
		if (Boolean.getBoolean("spadework.writeDesign"))
			Files.writeString(Specification.file(), made);
		assertEquals(made, Files.readString(Specification.file()), "run this test with -Dspadework.writeDesign=true to write the file anew");
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void siriusMetamodelsKnowEveryElementAndNoReferenceDangles() throws Exception {
		Specification specification = Specification.committed();
		assertEquals(List.of(), specification.errors());
		assertEquals(List.of(), specification.dangling());
		assertEquals(6, specification.all("RepresentationDescription").size());
		assertTrue(specification.all("AbstractToolDescription").size() > 50);
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void whatSiriusRequiresIsThere() throws Exception {
		List<String> missing = new ArrayList<>();
		// who uses a tool is worked out from the mappings that name it, and a mapping with a domain class need not state what a reference would
		Set<String> derived = Set.of("mappings", "mapping", "systemColorsPalette", "representationDescription", "allLineMappings", "allColumnMappings", "columnFinderExpression", "targetFinderExpression");
		for (EObject element : Specification.committed().all())
			for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures())
				if (feature.isRequired() && !feature.isDerived() && !feature.isTransient() && feature.getDefaultValue() == null && !element.eIsSet(feature) && !derived.contains(feature.getName()))
					missing.add(Specification.path(element) + " lacks " + feature.getName());
		assertEquals(List.of(), missing);
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void everyClassAndFeatureThatIsNamedIsOneOfStudies() throws Exception {
		Specification specification = Specification.committed();
		for (EObject element : specification.all())
			for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures())
				if (Set.of("domainClass", "targetClass").contains(feature.getName()) && element.eIsSet(feature))
					assertNotNull(domain((String) element.eGet(feature)), Specification.path(element) + ": " + element.eGet(feature));
		for (EObject column : specification.all("FeatureColumnMapping"))
			assertNotNull(domain("study::Network").getEStructuralFeature((String) Specification.value(column, "featureName")));
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void everyExpressionIsOneThatCanBeCheckedAndResolves() throws Exception {
		Set<String> used = new HashSet<>();
		for (Expression expression : Specification.committed().expressions()) {
			String text = expression.text();
			String feature = expression.feature().getName();
			if (text.startsWith("service:")) {
				used.add(check(expression, text.substring(8)));
			} else if (text.startsWith("var:")) {
				assertTrue(text.equals("var:self") || variables(expression).contains(text.substring(4)), expression + " knows " + variables(expression));
			} else if (text.startsWith("feature:")) {
				selfs(expression).forEach(self -> assertNotNull(self.getEStructuralFeature(text.substring(8)), expression + " of " + self.getName()));
			} else {
				assertFalse(text.contains(":") || text.startsWith("["), expression.toString());
				boolean constant = text.matches("-?\\d+|true|false") || feature.equals("valueExpression") || feature.equals("headerLabelExpression");
				assertTrue(constant, expression.toString());
			}
		}
		Set<String> services = Interpreter.SERVICES.stream().flatMap(each -> Arrays.stream(each.getDeclaredMethods())).filter(Interpreter::isService).map(Method::getName)
				.collect(Collectors.toCollection(TreeSet::new));
		services.removeAll(used);
		assertEquals(Set.of(), services, "services that nothing uses");
	}

	/** Checks a call of a service; returns the name. */
	private static String check(Expression expression, String call) {
		Set<String> known = variables(expression);
		String receiver = call.contains(".") ? call.substring(0, call.indexOf('.')) : "self";
		String[] parts = call.substring(call.indexOf('.') + 1).split("[(,)]");
		assertTrue(receiver.equals("self") || known.contains(receiver), expression + " knows " + known);
		for (int i = 1; i < parts.length; i++)
			assertTrue(known.contains(parts[i].trim()), expression + " knows " + known);
		List<Method> methods = Interpreter.services(parts[0]).stream().filter(method -> method.getParameterCount() == parts.length).toList();
		assertEquals(1, methods.size(), expression + ": " + methods);
		if (receiver.equals("self"))
			for (EClass self : selfs(expression))
				assertTrue(methods.getFirst().getParameterTypes()[0].isAssignableFrom(self.getInstanceClass()), expression + " of " + self.getName());
		answers(expression, methods.getFirst());
		return parts[0];
	}

	/** Whether a service answers what Sirius asks for. */
	private static void answers(Expression expression, Method method) {
		Class<?> type = method.getReturnType();
		switch (expression.feature().getName()) {
		case "predicateExpression", "precondition", "preconditionExpression", "auditExpression" -> assertEquals(boolean.class, type, expression.toString());
		case "semanticCandidatesExpression", "targetFinderExpression", "columnFinderExpression", "candidatesExpression" -> assertTrue(java.util.Collection.class.isAssignableFrom(type), expression.toString());
		case "browseExpression" -> assertTrue(EObject.class.isAssignableFrom(type), expression.toString());
		case "labelExpression", "tooltipExpression", "titleExpression", "message", "headerLabelExpression", "inputLabelExpression" -> assertEquals(String.class, type, expression.toString());
		default -> fail(expression.toString());
		}
	}

	/** The variables that an expression can use: those of its feature, those of the tool it is in, those of operations around it. */
	private static Set<String> variables(Expression expression) {
		Set<String> known = new HashSet<>(Specification.variables(expression.feature()).keySet());
		if (Specification.is(expression.element(), "ContainerStyleDescription"))
			known.retainAll(Set.of("view")); // the diagram is known only while a container is made
		if (expression.feature().getName().equals("predicateExpression"))
			known.addAll(STYLE);
		if (Specification.is(expression.element(), "EdgeCreationDescription"))
			known.addAll(Set.of("preSource", "preTarget", "preSourceView", "preTargetView", "container", "diagram"));
		if (Specification.is(expression.element(), "ReconnectEdgeDescription"))
			known.addAll(Set.of("source", "target", "sourceView", "targetView", "element", "edgeView", "otherEnd", "diagram"));
		if (!Specification.is(expression.element(), "ModelOperation"))
			return known;
		for (EObject around = expression.element().eContainer(); around != null; around = around.eContainer()) {
			if (Specification.is(around, "Let"))
				known.add((String) Specification.value(around, "variableName"));
			if (Specification.is(around, "AbstractToolDescription") || Specification.is(around, "TableTool")) {
				around.eContents().stream().filter(each -> Specification.is(each, "AbstractVariable")).forEach(each -> known.add((String) Specification.value(each, "name")));
				if (Specification.is(around, "DirectEditLabel"))
					known.addAll(Set.of("view", "diagram", "arg0"));
				if (Specification.is(around, "LabelEditTool"))
					known.add("arg0");
				if (Specification.is(around, "ToolDescription") || Specification.is(around, "NodeCreationDescription") || Specification.is(around, "DeleteElementDescription"))
					known.add("diagram");
			}
		}
		return known;
	}

	/** The classes of what self can be where a style, a mapping or a whole representation says so; nothing where it depends on the gesture. */
	private static List<EClass> selfs(Expression expression) {
		String feature = expression.feature().getName();
		if (Set.of("browseExpression", "valueExpression", "precondition", "inputLabelExpression", "candidatesExpression").contains(feature))
			return List.of();
		if (Set.of("semanticCandidatesExpression").contains(feature)) {
			EObject container = expression.element().eContainer();
			while (container.eClass().getEStructuralFeature("domainClass") == null)
				container = container.eContainer();
			return List.of(domain((String) Specification.value(container, "domainClass")));
		}
		if (expression.element().eClass().getName().equals("IntersectionMapping"))
			return List.of(StudyPackage.Literals.PARAMETER);
		for (EObject around = expression.element(); around != null; around = around.eContainer()) {
			if (around.eClass().getName().equals("EdgeMapping"))
				return Boolean.TRUE.equals(Specification.value(around, "useDomainElement")) ? List.of(StudyPackage.Literals.EDGE) : List.of();
			if (around.eClass().getName().equals("SemanticValidationRule"))
				return List.of(domain((String) Specification.value(around, "targetClass")));
			if (around.eClass().getName().equals("FeatureColumnMapping"))
				return List.of(StudyPackage.Literals.NETWORK);
			if (around.eClass().getEStructuralFeature("domainClass") != null && Specification.value(around, "domainClass") instanceof String stated)
				return List.of(domain(stated));
		}
		return List.of();
	}

	private static EClass domain(String name) {
		EClassifier found = name.startsWith("study::") ? StudyPackage.eINSTANCE.getEClassifier(name.substring(7)) : null;
		return found instanceof EClass eClass ? eClass : null;
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void theSameNameIsGivenOnceInAnOwner() throws Exception {
		for (EObject owner : Specification.committed().all()) {
			Set<String> names = new HashSet<>();
			for (EObject each : owner.eContents())
				if (each.eClass().getEStructuralFeature("name") != null && Specification.is(each, "IdentifiedElement"))
					assertTrue(names.add(each.eContainingFeature().getName() + " " + Specification.value(each, "name")), Specification.path(each));
		}
	}

	@Test
	@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
	void everyIconIsThere() throws Exception {
		var icons = Specification.file().getParent().getParent().getParent();
		for (EObject element : Specification.committed().all()) {
			EStructuralFeature feature = element.eClass().getEStructuralFeature("iconPath");
			if (feature != null && element.eIsSet(feature))
				assertTrue(Files.exists(icons.resolve(((String) element.eGet(feature)).substring(1))), Specification.path(element) + ": " + element.eGet(feature));
		}
	}
}
