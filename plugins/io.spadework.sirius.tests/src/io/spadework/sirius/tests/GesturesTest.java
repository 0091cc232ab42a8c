package io.spadework.sirius.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.change.ChangeDescription;
import org.eclipse.emf.ecore.change.util.ChangeRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.spadework.model.Names;
import io.spadework.model.Studies;
import io.spadework.model.edit.changes.AddLoss;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.Connect;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.edit.changes.Delete;
import io.spadework.model.edit.changes.Freeze;
import io.spadework.model.edit.changes.RemoveLoss;
import io.spadework.model.edit.changes.SetOverride;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.edit.changes.SwapNorms;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.EditText;
import io.spadework.notation.Placing;
import io.spadework.notation.Toolbox;

/** Each tool of the viewpoint does what the built-in editor's command does for the same gesture, and undo takes it back. */
@EnabledIfSystemProperty(named = Specification.METAMODELS, matches = Specification.GIVEN)
class GesturesTest {

	private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

	private Specification specification;

	@BeforeEach
	void read() throws Exception {
		specification = Specification.committed();
	}

	private static Study study(String template) {
		return Templates.named(template).create(Map.of(), new DataChoice.BuiltInLandscapes());
	}

	private static Generator generator(Study study) {
		return study.getExperiments().getFirst().getGenerator();
	}

	private static Node named(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> name.equals(node.getName())).findFirst().orElseThrow();
	}

	private static <T extends Node> T first(Graph graph, Class<T> kind) {
		return graph.getNodes().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
	}

	/** Runs a tool on one study and a change on another of the same template: both must come out alike, and undo must give the first one back. */
	private void alike(String template, Consumer<Study> tool, Function<Study, Change> change) {
		Study byTool = study(template);
		Study byChange = study(template);
		String before = Studies.write(byTool);
		ChangeRecorder recorder = new ChangeRecorder(byTool);
		tool.accept(byTool);
		ChangeDescription undo = recorder.endRecording();
		change.apply(byChange).apply();
		String after = Studies.write(byTool);
		assertNotEquals(before, after, "the tool changes nothing");
		assertEquals(withoutNewIds(before, Studies.write(byChange)), withoutNewIds(before, after));
		undo.apply();
		assertEquals(before, Studies.write(byTool));
	}

	/** New elements have random ids: numbered in the order in which they are met, they can be compared. */
	private static String withoutNewIds(String before, String text) {
		Map<String, String> numbers = new HashMap<>();
		Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(text);
		while (ids.find())
			if (!before.contains("id=\"" + ids.group(1) + "\""))
				numbers.putIfAbsent(ids.group(1), "new" + numbers.size());
		return ID.matcher(text).replaceAll(match -> {
			StringBuilder words = new StringBuilder();
			for (String word : match.group(1).split(" "))
				words.append(words.isEmpty() ? "" : " ").append(numbers.getOrDefault(word, word));
			return Matcher.quoteReplacement("\"" + words + "\"");
		});
	}

	private void create(EObject place, String tool) {
		new Interpreter().with("container", place).run(specification.tool("Architecture", tool), place);
	}

	@Test
	void everyToolOfTheToolboxMakesItsNodeInANetworkAndBehindANode() {
		for (Toolbox.Group group : Toolbox.of(generator(study("pix2pixhd"))))
			for (Toolbox.Tool tool : group.tools()) {
				EClass kind = tool.make().get().eClass();
				if (kind == Literals.BLOCK_USE || kind == Literals.STAGE)
					continue;
				alike("pix2pixhd", study -> create(generator(study), tool.label()), study -> Create.in(generator(study), make(generator(study), tool.label())));
				if (kind != Literals.OUTPUT)
					alike("pix2pixhd", study -> create(first(generator(study), Convolution.class), tool.label()),
							study -> Placing.behind(first(generator(study), Convolution.class), make(generator(study), tool.label())));
			}
	}

	private static Node make(Graph graph, String tool) {
		return Toolbox.of(graph).stream().flatMap(group -> group.tools().stream()).filter(each -> each.label().equals(tool)).findFirst().orElseThrow().make().get();
	}

	@Test
	void everyToolIsOneOfTheToolboxAndNoneIsMissing() {
		Study study = study("spade");
		for (Graph graph : List.of(generator(study), study.getBlocks().getFirst()))
			for (Toolbox.Group group : Toolbox.of(graph))
				for (Toolbox.Tool tool : group.tools())
					if (!List.of(Literals.BLOCK_USE, Literals.STAGE).contains(tool.make().get().eClass()))
						specification.tool("Architecture", tool.label());
	}

	@Test
	void whatAGraphCannotHoldIsNotMade() {
		Study study = study("spade");
		String before = Studies.write(study);
		create(generator(study), "Block input");
		assertEquals(before, Studies.write(study));
	}

	@Test
	void aBlockAndAStageThatAreChosenAreUsed() {
		EObject use = specification.tool("Architecture", "Use of a block");
		Study study = study("spade");
		List<?> blocks = (List<?>) new Interpreter().evaluate(generator(study), (String) Specification.value(use, "candidatesExpression"));
		assertEquals(study.getBlocks(), blocks);
		alike("spade", each -> new Interpreter().with("container", generator(each)).with("element", each.getBlocks().getFirst()).run(use, generator(each)),
				each -> Create.in(generator(each), Create.use(each.getBlocks().getFirst())));
		alike("spade", each -> new Interpreter().with("container", first(generator(each), BlockUse.class)).with("element", each.getBlocks().getFirst()).run(use, generator(each)),
				each -> Placing.behind(first(generator(each), BlockUse.class), Create.use(each.getBlocks().getFirst())));
		EObject stage = specification.tool("Architecture", "Stage of a generator");
		assertEquals(List.of(coarser(study("pix2pixhd-enhancer"))).size(), ((List<?>) new Interpreter().evaluate(generator(study("pix2pixhd-enhancer")), (String) Specification.value(stage, "candidatesExpression"))).size());
		alike("pix2pixhd-enhancer", each -> new Interpreter().with("container", generator(each)).with("element", coarser(each)).run(stage, generator(each)), each -> Create.in(generator(each), stageOf(coarser(each))));
		Block block = study.getBlocks().getFirst();
		assertFalse(((List<?>) new Interpreter().evaluate(block, (String) Specification.value(use, "candidatesExpression"))).contains(block), "a block can't use itself");
	}

	private static Generator coarser(Study study) {
		return (Generator) study.getNetworks().stream().filter(network -> network instanceof Generator && network != generator(study)).findFirst().orElseThrow();
	}

	private static Stage stageOf(Generator coarser) {
		Stage stage = (Stage) Create.node(Literals.STAGE);
		stage.setNetwork(coarser);
		stage.setName(coarser.getName());
		return stage;
	}

	@Test
	void anEdgeLeadsIntoThePortThatSuitsAndWhatCannotFitIsRefused() {
		EObject tool = specification.tool("Architecture", "Edge");
		Study study = study("pix2pixhd");
		Node last = generator(study).getNodes().getLast();
		assertFalse(connecting(named(generator(study), "label map"), last).allows(tool, named(generator(study), "label map")), "an output takes one input");
		Consumer<Study> loose = each -> Create.in(generator(each), Create.node(Literals.SUM)).apply();
		alike("pix2pixhd", each -> {
			loose.accept(each);
			Node sum = first(generator(each), io.spadework.model.study.Sum.class);
			Node source = first(generator(each), Convolution.class);
			assertTrue(connecting(source, generator(each).getNodes().getLast()).allows(tool, source));
			connecting(source, generator(each).getNodes().getLast()).run(tool, source);
			assertTrue(sum != null);
		}, each -> {
			loose.accept(each);
			return Connect.suitable(first(generator(each), Convolution.class), generator(each).getNodes().getLast());
		});
	}

	private static Interpreter connecting(Node source, Node target) {
		return new Interpreter().with("preSource", source).with("preTarget", target).with("source", source).with("target", target);
	}

	@Test
	void anEdgeThatIsLedElsewhereKeepsItsPlace() {
		EObject enter = specification.tool("Architecture", "enter");
		EObject leave = specification.tool("Architecture", "leave");
		alike("pix2pixhd", each -> reconnect(enter, each, edge(each), loose(each)), each -> Connect.moved(edge(each), edge(each).getSource(), loose(each), edge(each).getPort()));
		alike("pix2pixhd", each -> reconnect(leave, each, edge(each), named(generator(each), "label map")),
				each -> Connect.moved(edge(each), named(generator(each), "label map"), edge(each).getTarget(), edge(each).getPort()));
		Study study = study("pix2pixhd");
		Edge edge = edge(study);
		assertFalse(new Interpreter().with("target", edge.getSource()).allows(enter, edge), "an edge can't end where it begins");
	}

	private static void reconnect(EObject tool, Study study, Edge edge, Node there) {
		Interpreter interpreter = new Interpreter().with("element", edge).with("target", there);
		assertTrue(interpreter.allows(tool, edge));
		interpreter.run(tool, edge);
	}

	private static Edge edge(Study study) {
		return first(generator(study), Normalisation.class).getOutgoing().getFirst();
	}

	private static Node loose(Study study) {
		Node known = generator(study).getNodes().stream().filter(node -> node.getName().equals("loose")).findFirst().orElse(null);
		if (known != null)
			return known;
		Node loose = Create.node(Literals.CONVOLUTION);
		loose.setName("loose");
		Create.in(generator(study), loose).apply();
		return loose;
	}

	@Test
	void aNodeThatIsDeletedLeavesItsChainWhole() {
		EObject tool = specification.tool("Architecture", "delete");
		alike("pix2pixhd", each -> run(tool, first(generator(each), Normalisation.class)), each -> new Delete(List.of(first(generator(each), Normalisation.class))));
		alike("pix2pixhd", each -> run(tool, edge(each)), each -> new Delete(List.of(edge(each))));
		alike("spade", each -> run(tool, first(generator(each), BlockUse.class)), each -> new Delete(List.of(first(generator(each), BlockUse.class))));
	}

	private static void run(EObject tool, Element element) {
		Interpreter interpreter = new Interpreter().with("element", element);
		assertTrue(interpreter.allows(tool, element), "refused");
		interpreter.run(tool, element);
	}

	@Test
	void aTextThatIsEditedIsNameAndMainValue() {
		EObject tool = specification.tool("Architecture", "edit");
		Convolution convolution = first(generator(study("pix2pixhd")), Convolution.class);
		String text = (String) new Interpreter().evaluate(convolution, (String) Specification.value(tool, "inputLabelExpression"));
		assertEquals(convolution.getName() + " = " + convolution.getFilters(), text);
		assertEquals("{0}", Specification.value((EObject) Specification.value(tool, "mask"), "mask"));
		alike("pix2pixhd", each -> edit(tool, first(generator(each), Convolution.class), "opening = 2*ngf"), each -> EditText.change(first(generator(each), Convolution.class), "opening = 2*ngf"));
		alike("pix2pixhd", each -> edit(tool, first(generator(each), Convolution.class), "opening"), each -> SetValue.rename(first(generator(each), Convolution.class), "opening"));
		alike("pix2pixhd", each -> edit(tool, first(generator(each), Convolution.class), convolution.getName() + " = 48"),
				each -> new SetValue(List.of(first(generator(each), Convolution.class)), Literals.WEIGHTED_NODE__FILTERS, "48"));
		Study study = study("pix2pixhd");
		String before = Studies.write(study);
		edit(tool, first(generator(study), Convolution.class), "opening = 16*");
		edit(tool, first(generator(study), Convolution.class), " ");
		assertEquals(before, Studies.write(study), "what is no expression and what is no name changes nothing");
	}

	private static void edit(EObject tool, Element element, String text) {
		new Interpreter().with("arg0", text).run(tool, element);
	}

	@Test
	void normsAreSwapped() {
		Block[] first = new Block[1];
		alike("pix2pixhd", each -> run(specification.tool("Architecture", "SPADE instead of a norm"), first(generator(each), Normalisation.class)),
				each -> SwapNorms.toSpade(List.of(first(generator(each), Normalisation.class))));
		alike("spade", each -> {
			first[0] = each.getBlocks().getFirst();
			run(specification.tool("Architecture", "Instance norm instead of a norm"), first(first[0], Spade.class));
		}, each -> SwapNorms.to(NormKind.INSTANCE, List.of(first(each.getBlocks().getFirst(), Spade.class))));
		Study study = study("spade");
		assertFalse(new Interpreter().allows(specification.tool("Architecture", "SPADE instead of a norm"), generator(study)), "the ground of a diagram is no norm");
	}

	@Test
	void aDoubleClickOpensTheGraphBehind() {
		EObject tool = specification.tool("Architecture", "open");
		BlockUse use = first(generator(study("spade")), BlockUse.class);
		Interpreter interpreter = new Interpreter().with("element", use);
		assertTrue(interpreter.allows(tool, use));
		// the operation begins at the view, which is no element of the study
		interpreter.run(tool, StudyFactory.eINSTANCE.createSum());
		assertSame(use.getBlock(), interpreter.navigated());
	}

	// ---- training

	@Test
	void everyLossIsAddedAndRemoved() {
		for (EClass kind : AddLoss.kinds()) {
			String tool = Names.kind(kind);
			Function<Study, Objective> bare = study -> {
				Objective objective = study.getExperiments().getFirst().getObjective();
				objective.eClass().getEAllContainments().forEach(objective::eUnset);
				return objective;
			};
			alike("crn", study -> {
				bare.apply(study);
				new Interpreter().with("container", study.getExperiments().getFirst()).run(specification.tool("Training", tool), study.getExperiments().getFirst());
			}, study -> new AddLoss(bare.apply(study), kind));
		}
		EObject remove = specification.tool("Training", "remove");
		alike("spade", study -> run(remove, study.getExperiments().getFirst().getObjective().getFeatureMatching()),
				study -> new RemoveLoss(study.getExperiments().getFirst().getObjective().getFeatureMatching()));
		Experiment experiment = study("spade").getExperiments().getFirst();
		assertFalse(new Interpreter().allows(remove, experiment.getDataset()), "the data set is no loss");
	}

	@Test
	void aWeightIsEditedWhereItIsDrawn() {
		EObject edit = specification.tool("Training", "edit");
		alike("unet", study -> editPart(edit, study, study.getExperiments().getFirst().getObjective().getL1(), "L1", "2*50 + 1"),
				study -> new SetValue(List.of(study.getExperiments().getFirst().getObjective().getL1()), Literals.L1_LOSS__WEIGHT, "2*50 + 1"));
		alike("unet", study -> editPart(edit, study, study.getExperiments().getFirst().getObjective().getAdversarial(), "DISCRIMINATOR_ADVERSARIAL", "0.25"),
				study -> new SetValue(List.of(study.getExperiments().getFirst().getObjective().getAdversarial()), Literals.ADVERSARIAL_LOSS__DISCRIMINATOR_FACTOR, "0.25"));
		alike("unet", study -> editPart(edit, study, generator(study), "GENERATOR", "painter"), study -> SetValue.rename(generator(study), "painter"));
		Study study = study("unet");
		Views views = new Views(specification, study.getExperiments().getFirst());
		EObject l1 = study.getExperiments().getFirst().getObjective().getL1();
		assertEquals("100", new Interpreter().with("view", views.node("L1", l1)).with("diagram", views.diagram()).evaluate(l1, (String) Specification.value(edit, "inputLabelExpression")));
	}

	private void editPart(EObject tool, Study study, Element element, String mapping, String text) {
		Views views = new Views(specification, study.getExperiments().getFirst());
		new Interpreter().with("arg0", text).with("view", views.node(mapping, element)).with("diagram", views.diagram()).run(tool, element);
	}

	@Test
	void aStageIsFrozenInThePhaseThatIsShown() {
		EObject tool = specification.tool("Training", "Freeze a stage");
		Function<Study, Phase> last = study -> study.getExperiments().getFirst().getPlan().getPhases().getLast();
		alike("pix2pixhd-enhancer", study -> {
			Stage stage = first(generator(study), Stage.class);
			Interpreter interpreter = new Interpreter().with("element", stage).with("diagram", new Views(specification, last.apply(study)).diagram());
			assertTrue(interpreter.allows(tool, stage));
			interpreter.run(tool, stage);
		}, study -> new Freeze(last.apply(study), first(generator(study), Stage.class)));
		assertFalse(new Interpreter().allows(tool, generator(study("spade"))), "a generator is no stage");
	}

	@Test
	void aDoubleClickOpensTheNetworkBehindAPart() {
		Study study = study("spade-vae");
		Experiment experiment = study.getExperiments().getFirst();
		EObject tool = specification.tool("Training", "open network");
		for (Element element : List.of(experiment.getGenerator(), experiment.getEncoder(), experiment.getGenerator().getNodes().getLast())) {
			Interpreter interpreter = new Interpreter().with("element", element);
			assertTrue(interpreter.allows(tool, element));
			interpreter.run(tool, element);
			assertSame(element instanceof Graph ? element : element.eContainer(), interpreter.navigated());
		}
		Discriminator discriminator = experiment.getDiscriminator();
		Interpreter interpreter = new Interpreter().with("element", discriminator);
		interpreter.run(specification.tool("Training", "open discriminator"), discriminator);
		assertSame(discriminator, interpreter.navigated());
	}

	// ---- tables and rules

	@Test
	void aCellOfTheTableOverridesAParameter() {
		EObject tool = (EObject) Specification.value(specification.named("IntersectionMapping", "Value"), "directEdit");
		alike("spade", study -> cell(tool, study, "32"), study -> new SetOverride(study.getExperiments().getFirst(), study.getParameters().getFirst(), "32"));
		Study study = study("spade");
		String before = Studies.write(study);
		cell(tool, study, "32");
		cell(tool, study, "");
		assertEquals(before, Studies.write(study), "nothing is the study's value again");
		EObject name = (EObject) Specification.value(specification.named("FeatureColumnMapping", "Name"), "directEdit");
		alike("spade", each -> new Interpreter().with("element", generator(each)).with("arg0", "painter").run(name, generator(each)), each -> SetValue.rename(generator(each), "painter"));
	}

	private static void cell(EObject tool, Study study, String value) {
		new Interpreter().with("lineSemantic", study.getParameters().getFirst()).with("columnSemantic", study.getExperiments().getFirst()).with("arg0", value).run(tool, study.getParameters().getFirst());
	}

	@Test
	void aRuleSaysWhatIsWrongAndItsFixMendsIt() {
		Study study = study("pix2pixhd");
		Convolution convolution = first(generator(study), Convolution.class);
		EObject rule = specification.all("SemanticValidationRule").stream().filter(each -> "Error".equals(Specification.value(each, "name"))).findFirst().orElseThrow();
		EObject audit = ((List<?>) Specification.value(rule, "audits")).stream().map(EObject.class::cast).findFirst().orElseThrow();
		String holds = (String) Specification.value(audit, "auditExpression");
		assertEquals(true, new Interpreter().evaluate(convolution, holds));
		convolution.setName("");
		assertEquals(false, new Interpreter().evaluate(convolution, holds));
		assertTrue(((String) new Interpreter().evaluate(convolution, (String) Specification.value(rule, "message"))).contains("name"));
		EObject fix = ((List<?>) Specification.value(rule, "fixes")).stream().map(EObject.class::cast).findFirst().orElseThrow();
		new Interpreter().run(fix, convolution);
		assertEquals(true, new Interpreter().evaluate(convolution, holds));
	}
}
