package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StyleCodeInput;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How generators inside of generators, and phases that train one after the other, read, and that they build what the model says. */
class StageSourceTest {

	@TempDir
	Path folder;

	private final Sketch sketch = Sketch.blank().withSmallestDiscriminator();
	private final Generator coarse = sketch.generator("Coarse");
	private final Node middle = coarse.getNodes().get(1);
	private final Node map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");

	/** A stage on the label map at half the size. */
	private Stage stage(Generator generator, Node upTo, String name, Node labels) {
		Downsample half = sketch.node((Graph) labels.eContainer(), Sketch.NEW.createDownsample(), name + " map");
		sketch.edge(labels, half);
		Stage stage = sketch.node((Graph) labels.eContainer(), Sketch.NEW.createStage(), name);
		stage.setNetwork(generator);
		stage.setUpTo(upTo);
		sketch.labelMap(half, stage);
		return stage;
	}

	/** Brings something to the size of the label map and ends the generator. */
	private GeneratedProject end(Node last) throws Exception {
		Resize full = sketch.node(sketch.generator(), Sketch.NEW.createResize(), "full");
		full.setHeight("crop");
		full.setWidth("crop");
		sketch.edge(last, full);
		sketch.output(sketch.tanh(full));
		return check();
	}

	private GeneratedProject check() throws Exception {
		GeneratedProject project = CodeGenerator.generate(sketch.experiment, null);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			EngineRun.check(sketch.experiment, project, loader);
		}
		return project;
	}

	@Test
	void aStageCallsTheClassOfItsGeneratorForThePartThatItNeeds() throws Exception {
		GeneratedProject project = end(stage(coarse, middle, "global", map));
		assertSays(fine(project), "String global = new Coarse().upToMiddle(graph, \"global/\", \"global map\"); // 4 x 32 x 32");
		String source = coarse(project);
		assertSays(source, "String upToMiddle(GraphBuilder graph, String prefix, String labelMap) {");
		assertSays(source, "graph.addLayer(prefix + \"middle\", new Convolution.Builder()");
		assertSays(source, "upToMiddle(graph, \"\", \"label map\");");
		assertSays(source, "graph.addLayer(\"to image\"");
		assertEquals(2, source.split("filters\\(4\\)", -1).length, "the part is written once: " + source);
	}

	@Test
	void aWholeGeneratorMayBeAStage() throws Exception {
		GeneratedProject project = end(stage(coarse, null, "global", map));
		assertSays(fine(project), "String global = new Coarse().whole(graph, \"global/\", \"global map\"); // 3 x 32 x 32");
		assertSays(coarse(project), "String output = whole(graph, \"\", \"label map\");");
		assertSays(coarse(project), "graph.setOutputs(output);");
	}

	@Test
	void stagesStandInStages() throws Exception {
		Generator between = Sketch.NEW.createGenerator();
		between.setId("between");
		between.setName("Between");
		sketch.study.getNetworks().add(between);
		Node labels = sketch.node(between, Sketch.NEW.createLabelMapInput(), "label map");
		Node up = sketch.node(between, Sketch.NEW.createUpsample(), "up");
		sketch.edge(stage(coarse, middle, "inner", labels), up);
		sketch.output(sketch.tanh(up));
		GeneratedProject project = end(stage(between, up, "outer", map));
		assertSays(project.files().get("landscapes/spade/Between.java"), "String inner = new Coarse().upToMiddle(graph, prefix + \"inner/\", prefix + \"inner map\");");
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			List<String> lines = Engine.wiring(loader, "landscapes.spade.SpadeGenerator");
			assertTrue(lines.contains("outer/inner/middle = Convolution 4 <- outer/inner map"), lines.toString());
			assertTrue(lines.contains("outer/up = UpsampleNearest[2] <- outer/inner/middle"), lines.toString());
		}
	}

	@Test
	void severalPartsOfOneGeneratorBuildOnOneAnother() throws Exception {
		Node later = coarse.getNodes().get(2);
		Node both = sketch.node(sketch.generator(), Sketch.NEW.createConcatenation(), "both");
		sketch.edge(stage(coarse, middle, "one", map), both);
		sketch.edge(stage(coarse, later, "two", map), both);
		String source = coarse(end(both));
		assertSays(source, "String upToToImage(GraphBuilder graph, String prefix, String labelMap) {");
		assertSays(source, "upToMiddle(graph, prefix, labelMap);");
		assertSays(source, "upToToImage(graph, \"\", \"label map\");");
	}

	@Test
	void styleCodesAndEdgeMapsReachTheStage() throws Exception {
		StyleCodeInput inner = sketch.node(coarse, Sketch.NEW.createStyleCodeInput(), "z");
		inner.setSize("5");
		Node norm = sketch.node(coarse, Sketch.NEW.createAdaptiveInstanceNorm(), "norm");
		sketch.edge(middle, norm);
		sketch.edge(inner, norm).setPort(Port.STYLE);
		Node edges = sketch.node(coarse, Sketch.NEW.createEdgeMapInput(), "edges");
		Node both = sketch.node(coarse, Sketch.NEW.createConcatenation(), "both");
		sketch.edge(norm, both);
		sketch.edge(edges, both);
		coarse.getEdges().stream().filter(edge -> edge.getTarget().getName().equals("to image")).forEach(edge -> edge.setSource(both));
		Stage stage = stage(coarse, both, "global", map);
		StyleCodeInput code = sketch.node(sketch.generator(), Sketch.NEW.createStyleCodeInput(), "z");
		code.setSize("5");
		sketch.edge(code, stage).setPort(Port.STYLE);
		GeneratedProject project = end(stage);
		assertSays(fine(project), "graph.addVertex(\"global/edge map\", ResizeNearest.like(), \"edge map\", \"global map\");");
		assertSays(fine(project), "new Coarse().upToBoth(graph, \"global/\", \"global map\", \"global/edge map\", \"style code\");");
		assertSays(fine(project), "graph.addInputs(\"label map\", \"edge map\", \"style code\")");
	}

	@Test
	void phasesSayOnlyWhatDiffersFromTheExperiment() throws Exception {
		Stage stage = stage(coarse, middle, "global", map);
		sketch.experiment.getDataset().setPreprocess(Preprocess.FIXED);
		Phase alone = phase("alone", coarse, "scales");
		Phase fixed = phase("fixed", sketch.generator(), "1");
		fixed.getFrozen().add(stage);
		phase("all", sketch.generator(), "1").setDecayEpochs("3");
		GeneratedProject project = end(stage);
		String source = project.files().get("landscapes/spade/SpadeExperiment.java");
		assertSays(source, "Phase.named(\"alone\")\n\t\t\t\t\t\t.generator(new Coarse().define(32, 32))\n\t\t\t\t\t\t.discriminator(new PatchDiscriminator().define(32, 32))\n"
				+ "\t\t\t\t\t\t.data(data(scales))\n\t\t\t\t\t\t.schedule(Schedule.epochs(50, 0)),");
		assertSays(source, "Phase.named(\"fixed\")\n\t\t\t\t\t\t.schedule(Schedule.epochs(50, 0))\n\t\t\t\t\t\t.frozen(\"global\")\n\t\t\t\t\t\t.within(\"global\"),");
		assertSays(source, "Phase.named(\"all\")\n\t\t\t\t\t\t.schedule(Schedule.epochs(50, 3)));");
		assertSays(source, "phases().forEach(training::phase);");
		assertSays(source, "Preparation.fixed(Math.ceilDiv(crop, reduction), Math.ceilDiv(crop, reduction), aspect, true /* flip */)");
		assertSays(coarse(project), "return define(32, 32);");
		alone.setReduction("4");
		sketch.discriminator().setScales("1");
		assertSays(check().files().get("landscapes/spade/SpadeExperiment.java"), "new Coarse().define(16, 16)");
	}

	@Test
	void withoutSmallerPhasesTheDataHaveOneSize() throws Exception {
		phase("all", sketch.generator(), "1");
		String source = end(sketch.convolution(map, "first", "4")).files().get("landscapes/spade/SpadeExperiment.java");
		assertFalse(source.contains("int reduction"), source);
	}

	private Phase phase(String name, Generator generator, String reduction) {
		Phase phase = Sketch.NEW.createPhase();
		phase.setId("phase_" + name);
		phase.setName(name);
		phase.setGenerator(generator);
		phase.setReduction(reduction);
		sketch.experiment.getPlan().getPhases().add(phase);
		return phase;
	}

	private static String fine(GeneratedProject project) {
		return project.files().get("landscapes/spade/SpadeGenerator.java");
	}

	private static String coarse(GeneratedProject project) {
		return project.files().get("landscapes/spade/Coarse.java");
	}

	private static void assertSays(String source, String text) {
		assertTrue(source.contains(text), () -> text + " is not in " + source);
	}
}
