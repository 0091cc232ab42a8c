package io.spadework.sirius.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.Notation;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Training;

/** What the mappings would show of studies, worked out as Sirius does: every node, edge, part and flow once, as the notation has it. */
@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
class DiagramsTest {

	private Specification specification;

	@BeforeEach
	void read() throws Exception {
		specification = Specification.committed();
	}

	private static Study study(String template) {
		return Templates.named(template).create(Map.of(), new DataChoice.BuiltInLandscapes());
	}

	private List<EObject> mappings(String representation, String layer, String feature) {
		return ((List<?>) Specification.value((EObject) Specification.value(specification.named("RepresentationDescription", representation), layer), feature)).stream().map(EObject.class::cast).toList();
	}

	private static EClass domain(EObject mapping) {
		return (EClass) StudyPackage.eINSTANCE.getEClassifier(((String) Specification.value(mapping, "domainClass")).substring("study::".length()));
	}

	@SuppressWarnings("unchecked")
	private static List<EObject> candidates(EObject mapping, EObject container, EObject diagram) {
		Object found = new Interpreter().with("diagram", diagram).evaluate(container, (String) Specification.value(mapping, "semanticCandidatesExpression"));
		return (found instanceof Collection<?> all ? (Collection<EObject>) all : List.of((EObject) found)).stream().filter(domain(mapping)::isInstance).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = {"spade", "spade-vae", "pix2pixhd-enhancer", "crn", "unet"})
	void anArchitectureShowsEveryNodeAndEveryEdgeOnce(String template) {
		Study study = study(template);
		List<Graph> graphs = new ArrayList<>(study.getNetworks());
		graphs.addAll(study.getBlocks());
		for (Graph graph : graphs) {
			Views views = new Views(specification, graph);
			views.turnOn("Architecture", "Shapes");
			List<EObject> shown = new ArrayList<>();
			List<EObject> all = new ArrayList<>(mappings("Architecture", "defaultLayer", "nodeMappings"));
			all.addAll(mappings("Architecture", "defaultLayer", "containerMappings"));
			for (EObject mapping : all)
				for (EObject node : candidates(mapping, graph, views.diagram())) {
					shown.add(node);
					EObject style = (EObject) Specification.value(mapping, "style");
					String label = (String) new Interpreter().with("diagram", views.diagram()).with("view", views.diagram()).evaluate(node, (String) Specification.value(style, "labelExpression"));
					assertTrue(label.contains(((Node) node).getName()) && label.contains(Notation.of(graph).of((Node) node).output()), label);
				}
			assertEquals(graph.getNodes().size(), shown.size());
			assertEquals(Set.copyOf(graph.getNodes()), Set.copyOf(shown));
			List<EObject> edges = new ArrayList<>();
			for (EObject mapping : specification.all("EdgeMapping"))
				if (Boolean.TRUE.equals(Specification.value(mapping, "useDomainElement")))
					edges.addAll(candidates(mapping, graph, views.diagram()));
			assertEquals(graph.getEdges().size(), edges.size());
			assertEquals(Set.copyOf(graph.getEdges()), Set.copyOf(edges));
		}
	}

	@Test
	void layersAddShapesAndCosts() {
		Study study = study("spade");
		Graph generator = study.getExperiments().getFirst().getGenerator();
		BlockUse use = generator.getNodes().stream().filter(BlockUse.class::isInstance).map(BlockUse.class::cast).findFirst().orElseThrow();
		Views views = new Views(specification, generator);
		assertFalse(label(use, views).contains("1024 x"));
		views.turnOn("Architecture", "Shapes");
		assertTrue(label(use, views).contains(Notation.of(generator).of(use).output()), label(use, views));
		assertFalse(label(use, views).contains("params"));
		views.turnOn("Architecture", "Costs");
		assertTrue(label(use, views).contains(Notation.of(generator).of(use).parameters() + " params"), label(use, views));
	}

	private String label(Node node, Views views) {
		EObject style = (EObject) Specification.value(specification.named("ContainerMapping", "BlockUse"), "style");
		return (String) new Interpreter().with("view", views.container("BlockUse", node)).evaluate(node, (String) Specification.value(style, "labelExpression"));
	}

	@Test
	void aBlockUseShowsWhatIsInsideAndADiscriminatorItsScales() {
		Study study = study("spade");
		BlockUse use = study.getExperiments().getFirst().getGenerator().getNodes().stream().filter(BlockUse.class::isInstance).map(BlockUse.class::cast).findFirst().orElseThrow();
		Block block = use.getBlock();
		EObject inside = specification.named("NodeMapping", "Inside BlockUse");
		assertEquals(block.getNodes(), candidates(inside, use, null));
		Network discriminator = study.getExperiments().getFirst().getDiscriminator();
		EObject scales = specification.named("ContainerMapping", "Scales");
		assertEquals(List.of(discriminator), candidates(scales, discriminator, null));
		String title = (String) new Interpreter().evaluate(discriminator, (String) Specification.value((EObject) Specification.value(scales, "style"), "labelExpression"));
		assertTrue(title.contains("× 2 scales") && title.contains("D₂ sees"), title);
	}

	@ParameterizedTest
	@ValueSource(strings = {"spade", "spade-vae", "pix2pixhd-enhancer2", "crn", "unet"})
	void aTrainingShowsEveryPartAndEveryFlowOnce(String template) {
		Experiment experiment = study(template).getExperiments().getFirst();
		shows(experiment, Training.of(experiment, null));
		for (Phase phase : Training.phases(experiment))
			shows(phase, Training.of(experiment, phase));
	}

	private void shows(EObject root, Training training) {
		Views views = new Views(specification, root);
		views.turnOn("Training", "Shapes");
		Map<EObject, Part> shown = new LinkedHashMap<>();
		for (EObject mapping : mappings("Training", "defaultLayer", "nodeMappings"))
			for (EObject element : candidates(mapping, root, views.diagram())) {
				String name = (String) Specification.value(mapping, "name");
				EObject view = views.node(name, element);
				shown.put(view, training.parts().stream().filter(part -> part.element() == element && name.equals(part.role() + (part.scale() == 0 ? "" : " " + part.scale()))).findFirst().orElseThrow());
				EObject style = (EObject) Specification.value(mapping, "style");
				String label = (String) new Interpreter().with("view", view).with("diagram", views.diagram()).evaluate(element, (String) Specification.value(style, "labelExpression"));
				assertTrue(label.contains(shown.get(view).look().name()), label);
			}
		assertEquals(training.parts().size(), shown.size());
		assertEquals(Set.copyOf(training.parts()), Set.copyOf(shown.values()));

		List<Flow> flows = new ArrayList<>();
		List<EObject> relations = specification.all("EdgeMapping").stream().filter(mapping -> !Boolean.TRUE.equals(Specification.value(mapping, "useDomainElement"))).toList();
		assertEquals(3, relations.size());
		for (EObject mapping : relations)
			for (EObject source : shown.keySet()) {
				EObject element = (EObject) Specification.value(source, "target");
				Interpreter interpreter = new Interpreter().with("diagram", views.diagram()).with("sourceView", source);
				Set<?> targets = new HashSet<>((Collection<?>) interpreter.evaluate(element, (String) Specification.value(mapping, "targetFinderExpression")));
				for (EObject target : shown.keySet())
					if (targets.contains(Specification.value(target, "target"))
							&& Boolean.TRUE.equals(interpreter.with("targetView", target).evaluate(element, (String) Specification.value(mapping, "preconditionExpression")))) {
						Flow flow = training.flows().stream().filter(each -> each.source() == shown.get(source) && each.target() == shown.get(target)).findFirst().orElseThrow();
						flows.add(flow);
						EObject label = (EObject) Specification.value((EObject) Specification.value(mapping, "style"), "centerLabelStyleDescription");
						assertEquals(flow.line().label(), interpreter.with("view", views.edge(source, target)).evaluate(element, (String) Specification.value(label, "labelExpression")));
					}
			}
		assertEquals(training.flows().size(), flows.size());
		assertEquals(Set.copyOf(training.flows()), Set.copyOf(flows));
	}

	@Test
	void whereSiriusFirstMakesAnEdgeItsViewIsNotKnownYet() {
		Experiment experiment = study("spade").getExperiments().getFirst();
		Views views = new Views(specification, experiment);
		EObject style = (EObject) Specification.value(specification.all("EdgeMapping").getLast(), "style");
		EObject label = (EObject) Specification.value(style, "centerLabelStyleDescription");
		assertEquals("", new Interpreter().with("view", views.diagram()).with("diagram", views.diagram()).evaluate(experiment.getDataset(), (String) Specification.value(label, "labelExpression")));
	}

	@Test
	void tablesShowParametersOfExperimentsAndCostsOfNetworks() {
		Study study = study("spade");
		EObject value = specification.named("IntersectionMapping", "Value");
		Parameter parameter = study.getParameters().getFirst();
		assertEquals(study.getExperiments(), new Interpreter().evaluate(parameter, (String) Specification.value(value, "columnFinderExpression")));
		assertEquals(parameter.getValue(), new Interpreter().with("lineSemantic", parameter).with("columnSemantic", study.getExperiments().getFirst()).evaluate(parameter,
				(String) Specification.value(value, "labelExpression")));
		Map<String, String> row = new LinkedHashMap<>();
		for (EObject column : specification.all("FeatureColumnMapping"))
			row.put((String) Specification.value(column, "name"), (String) new Interpreter().evaluate(study.getNetworks().getFirst(), (String) Specification.value(column, "labelExpression")));
		assertEquals("SPADE generator", row.get("Name"));
		assertEquals("generator", row.get("Kind"));
		assertTrue(row.get("Parameters").endsWith(" M") && row.get("Multiply-adds").endsWith(" G") && row.get("Training memory").endsWith("GB"), row.toString());
	}
}
