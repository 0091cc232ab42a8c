package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.codegen.CodeGenerator;
import io.spadework.codegen.GeneratedProject;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the source of each kind of node tells DL4J, and how it reads. */
class NodeSourceTest {

	@TempDir
	Path folder;

	private final Sketch sketch = Sketch.blank().withSmallestDiscriminator();
	private final LabelMapInput map = sketch.node(sketch.generator(), Sketch.NEW.createLabelMapInput(), "label map");
	private final Node seed = sketch.convolution(map, "seed", "4");

	private <N extends Node> N add(String name, N node, Node... data) {
		sketch.node(sketch.generator(), node, name);
		for (Node source : data) {
			sketch.edge(source, node);
		}
		return node;
	}

	@Test
	void aConvolutionIsToldOnlyWhatDiffersFromTheUsual() throws Exception {
		Convolution node = sketch.convolution(seed, "node", "8");
		node.setKernel("5");
		node.setKernelWidth("1");
		node.setPaddingLeft("0");
		node.setPaddingRight("0");
		node.setPadding("2");
		node.setDilation("1");
		node.setGroups("4");
		node.setStrideWidth("1");
		assertSays(source(node), "graph.addLayer(\"node\", new Convolution.Builder().filters(8).kernel(5, 1).groups(4).padding(2, 2, 0, 0).build(), \"seed\"); // 8 x 64 x 64");
		node.setStrideWidth("2");
		node.setDilation("2");
		node.setPadding("4");
		assertSays(source(node), ".kernel(5, 1).stride(1, 2).dilation(2).groups(4).padding(4, 4, 0, 0).build()");
	}

	@Test
	void aReflectedBorderIsAVertexBeforeTheConvolution() throws Exception {
		Convolution node = sketch.convolution(map, "node", "8");
		node.setKernel("7");
		node.setPadding("3");
		node.setPaddingMode(PaddingMode.REFLECT);
		String source = source(node);
		assertTrue(source.contains("graph.addVertex(\"node/padded\", new ReflectPad(3, 3, 3, 3), \"label map\");"), source);
		assertTrue(source.contains("graph.addLayer(\"node\", new Convolution.Builder().filters(8).kernel(7).build(), \"node/padded\"); // 8 x 64 x 64"), source);
		node.setPadding("0");
		node.setKernel("1");
		assertFalse(source(node).contains("ReflectPad"));
	}

	@Test
	void layersAreAddedWithTheirSettings() throws Exception {
		TransposedConvolution up = add("up", Sketch.NEW.createTransposedConvolution(), seed);
		up.setFilters("6");
		up.setKernel("4");
		up.setStride("2");
		up.setPaddingTop("2");
		up.setPaddingLeft("2");
		up.setOutputPadding("1");
		up.setGroups("2");
		Normalisation norm = add("norm", Sketch.NEW.createNormalisation(), up);
		norm.setKind(NormKind.LAYER);
		norm.setAffine(true);
		norm.setEpsilon("1e-3");
		AdaptivePooling pool = add("pool", Sketch.NEW.createAdaptivePooling(), norm);
		pool.setKind(PoolingKind.MAX);
		Linear linear = add("linear", Sketch.NEW.createLinear(), pool);
		linear.setFilters("4*64*64");
		linear.setSpectralNorm(true);
		linear.setBias(false);
		Reshape reshape = add("reshape", Sketch.NEW.createReshape(), linear);
		reshape.setChannels("4");
		reshape.setHeight("64");
		reshape.setWidth("64");
		String source = source(reshape);
		assertSays(source, "new TransposedConvolution.Builder().filters(6).kernel(4).stride(2).groups(2).padding(2, 1, 2, 1).outputPadding(1).build(), \"seed\")");
		assertSays(source, "graph.addLayer(\"norm\", new AffineNorm.Builder().norm(Norm.LAYER).epsilon(0.001).build(), \"up\");");
		assertSays(source, "graph.addVertex(\"pool\", new AdaptivePool(Pooling.MAX, 1, 1), \"norm\");");
		assertSays(source, "graph.addLayer(\"linear\", new Linear.Builder().filters(4 * 64 * 64).bias(false).spectralNorm(true).build(), \"pool\");");
		assertSays(source, "graph.addVertex(\"reshape\", new Reshape(4, 64, 64), \"linear\");");
		checkShapes(reshape);
		up.setOutputPaddingWidth("0");
		assertSays(source(reshape), ".outputPadding(1, 0)");
	}

	@Test
	void resamplingAndBordersAreTheirVertices() throws Exception {
		Upsample up = add("up", Sketch.NEW.createUpsample(), seed);
		up.setMode(Interpolation.BILINEAR);
		up.setAligned(true);
		Downsample area = add("area", Sketch.NEW.createDownsample(), up);
		Downsample nearest = add("nearest", Sketch.NEW.createDownsample(), area);
		nearest.setMode(Interpolation.NEAREST);
		Downsample bilinear = add("bilinear", Sketch.NEW.createDownsample(), nearest);
		bilinear.setMode(Interpolation.BILINEAR);
		Pooling max = add("max", Sketch.NEW.createPooling(), bilinear);
		max.setCeil(true);
		Pooling average = add("average", Sketch.NEW.createPooling(), max);
		average.setKind(PoolingKind.AVERAGE);
		average.setKernel("3");
		average.setPadding("1");
		Padding reflect = add("reflect", Sketch.NEW.createPadding(), average);
		Padding zero = add("zero", Sketch.NEW.createPadding(), reflect);
		zero.setMode(PaddingMode.ZERO);
		zero.setTop("0");
		Crop crop = add("crop", Sketch.NEW.createCrop(), zero);
		crop.setRight("2");
		ResizeToHere back = add("back", Sketch.NEW.createResizeToHere(), crop, map);
		back.setMode(Interpolation.BILINEAR);
		Node dropout = add("dropout", Sketch.NEW.createDropout(), back);
		String source = source(dropout);
		assertSays(source, "graph.addVertex(\"up\", new ResizeBilinear(2, true /* corners aligned */), \"seed\");");
		assertSays(source, "graph.addVertex(\"area\", new AveragePool(2, 2, 0), \"up\");");
		assertSays(source, "graph.addVertex(\"nearest\", ResizeNearest.smaller(2), \"area\");");
		assertSays(source, "graph.addVertex(\"bilinear\", ResizeBilinear.smaller(2, false /* corners aligned */), \"nearest\");");
		assertSays(source, "graph.addVertex(\"max\", new MaxPool(2, 2, 0, true /* ceil */), \"bilinear\");");
		assertSays(source, "graph.addVertex(\"average\", new AveragePool(3, 2, 1, false /* ceil */, true /* count padding */), \"max\");");
		assertSays(source, "graph.addVertex(\"reflect\", new ReflectPad(1, 1, 1, 1), \"average\");");
		assertSays(source, "graph.addVertex(\"zero\", new ZeroPad(0, 1, 1, 1), \"reflect\");");
		assertSays(source, "graph.addVertex(\"crop\", new Crop(0, 0, 0, 2), \"zero\");");
		assertSays(source, "graph.addVertex(\"back\", ResizeBilinear.like(false /* corners aligned */), \"crop\", \"label map\");");
		assertSays(source, "graph.addVertex(\"dropout\", new Dropout(0.5), \"back\");");
		checkShapes(dropout);
	}

	@Test
	void aResizeStatesItsSizeAndOneToHereDoesNot() throws Exception {
		Resize small = add("small", Sketch.NEW.createResize(), seed);
		small.setHeight("crop/2");
		small.setWidth("8");
		small.setMode(Interpolation.AREA);
		Resize smooth = add("smooth", Sketch.NEW.createResize(), small);
		smooth.setHeight("crop");
		smooth.setWidth("crop");
		smooth.setMode(Interpolation.BILINEAR);
		smooth.setAligned(true);
		Resize near = add("near", Sketch.NEW.createResize(), smooth);
		near.setHeight("3");
		near.setWidth("5");
		ResizeToHere like = add("like", Sketch.NEW.createResizeToHere(), near, small);
		ResizeToHere pooled = add("pooled", Sketch.NEW.createResizeToHere(), smooth, like);
		pooled.setMode(Interpolation.AREA);
		Node both = add("both", Sketch.NEW.createConcatenation(), like, pooled);
		String source = source(both);
		assertSays(source, "graph.addVertex(\"small\", new AdaptivePool(Pooling.AVERAGE, crop / 2, 8), \"seed\");");
		assertSays(source, "graph.addVertex(\"smooth\", new ResizeBilinear(crop, crop, true /* corners aligned */), \"small\");");
		assertSays(source, "graph.addVertex(\"near\", new ResizeNearest(3, 5), \"smooth\");");
		assertSays(source, "graph.addVertex(\"like\", ResizeNearest.like(), \"near\", \"small\");");
		assertSays(source, "graph.addVertex(\"pooled\", AdaptivePool.like(Pooling.AVERAGE), \"smooth\", \"like\");");
		checkShapes(both);
	}

	@Test
	void joinsKeepTheOrderOfTheirEdges() throws Exception {
		Node other = sketch.convolution(seed, "other", "4");
		Node sum = add("sum", Sketch.NEW.createSum(), other, seed);
		Node product = add("product", Sketch.NEW.createProduct(), seed, other, sum);
		List<String> lines = transcript(product);
		assertLine(lines, "sum = Sum[] <- other, seed");
		assertLine(lines, "product = Product[] <- seed, other, sum");
	}

	@Test
	void everyActivationHasItsCall() throws Exception {
		Node last = seed;
		for (ActivationFunction function : ActivationFunction.values()) {
			Activation activation = add("as " + function.getLiteral(), Sketch.NEW.createActivation(), last);
			activation.setFunction(function);
			last = activation;
		}
		String source = source(last);
		for (String call : List.of("relu()", "leakyRelu(0.2)", "tanh()", "sigmoid()", "softmax()", "elu()", "identity()")) {
			assertSays(source, "Activate." + call + ", ");
		}
		checkShapes(last);
	}

	@Test
	void aStyleCodeAndAnEdgeMapAreInputsOfTheGraph() throws Exception {
		StyleCodeInput style = add("style", Sketch.NEW.createStyleCodeInput());
		style.setSize("8");
		EdgeMapInput edges = add("edges", Sketch.NEW.createEdgeMapInput());
		AdaptiveInstanceNorm norm = add("norm", Sketch.NEW.createAdaptiveInstanceNorm(), seed);
		sketch.edge(style, norm).setPort(Port.STYLE);
		Node both = add("style code", Sketch.NEW.createConcatenation(), norm, edges);
		String source = source(both);
		assertTrue(source.contains("label map 11 x 64 x 64, edge map and style code to image 3 x 64 x 64"), source);
		List<String> lines = transcript(both);
		assertLine(lines, "inputs label map, edge map, style code");
		assertSays(source, "InputType.convolutional(height, width, 11), InputType.convolutional(height, width, 1), InputType.convolutional(1, 1, 8)");
		assertSays(source, ").style(\"style code\", 8);");
		assertSays(source, "new AdaptiveInstanceNorm.Builder().channels(4).style(8).build(), \"seed\", \"style code\");");
		assertLine(lines, "style code 2 = Concatenate[] <- norm, edge map");
	}

	@Test
	void aConditionEntersBesideTheData() throws Exception {
		AdaptivePooling global = add("global", Sketch.NEW.createAdaptivePooling(), map);
		ConditionalBatchNorm norm = add("norm", Sketch.NEW.createConditionalBatchNorm(), seed);
		norm.setClasses("11");
		sketch.edge(global, norm).setPort(Port.CONDITION);
		assertSays(source(norm), "new ConditionalBatchNorm.Builder().channels(4).classes(11).build(), \"seed\", \"global\");");
	}

	@Test
	void noiseLearnsFromTheLabelMapHowManyImagesThereAre() throws Exception {
		NoiseSource noise = add("noise", Sketch.NEW.createNoiseSource());
		noise.setHeight("crop");
		noise.setWidth("64");
		Node both = add("both", Sketch.NEW.createConcatenation(), seed, noise);
		assertLine(transcript(both), "noise = NoiseSource[1, 64, 64] <- label map");
	}

	@Test
	void spadesShareAMethodAndGiveItOnlyWhatDiffers() throws Exception {
		Spade one = add("one", Sketch.NEW.createSpade(), seed);
		one.setHidden("hidden");
		sketch.labelMap(map, one);
		Spade two = add("two", Sketch.NEW.createSpade(), one);
		two.setHidden("hidden");
		sketch.labelMap(map, two);
		String source = source(two);
		assertSays(source, "spade(graph, \"one\", \"seed\", \"label map\", 4); // 4 x 64 x 64");
		assertSays(source, "filters(hidden).kernel(3).padding(1)");
		assertFalse(source.contains("hiddenFilters"), source);
		two.setHidden("32");
		two.setKernel("5");
		two.setInnerNorm(NormKind.INSTANCE);
		String apart = source(two);
		assertSays(apart, "spade(graph, \"one\", \"seed\", \"label map\", 4, hidden, 3, Norm.BATCH);");
		assertSays(apart, "spade(graph, \"two\", \"one\", \"label map\", 4, 32, 5, Norm.INSTANCE);");
		List<String> lines = transcript(two);
		assertLine(lines, "two/shared = Convolution 32 <- two/map");
		assertLine(lines, "two/map = ResizeNearest[LIKE] <- label map, one");
		assertLine(lines, "two = Modulate[INSTANCE, 1.0E-5] <- one, two/gamma, two/beta");
		checkShapes(two);
	}

	@Test
	void withoutAnInnerNormTheFeaturesThemselvesAreModulated() throws Exception {
		Spade spade = add("spade", Sketch.NEW.createSpade(), seed);
		spade.setInnerNorm(NormKind.NONE);
		sketch.labelMap(map, spade);
		Normalisation none = add("none", Sketch.NEW.createNormalisation(), spade);
		none.setKind(NormKind.NONE);
		Spade other = add("other", Sketch.NEW.createSpade(), none);
		sketch.labelMap(map, other);
		List<String> lines = transcript(other);
		assertLine(lines, "spade/scaled = Product[] <- seed, spade/gamma");
		assertLine(lines, "spade = Sum[] <- seed, spade/scaled, spade/beta");
		assertLine(lines, "none = Activate[IDENTITY, 0.0] <- spade");
		assertLine(lines, "other = Modulate[BATCH, 1.0E-5] <- none, other/gamma, other/beta");
		other.setInnerNorm(NormKind.NONE);
		assertFalse(source(other).contains("Modulate"));
		assertLine(transcript(other), "other = Sum[] <- none, other/scaled, other/beta");
	}

	@Test
	void everyScaleOfADiscriminatorHasItsOwnSizes() throws Exception {
		Sketch judge = Sketch.blank().withSmallestGenerator();
		Network network = judge.discriminator();
		LabelMapInput labels = judge.node(network, Sketch.NEW.createLabelMapInput(), "label map");
		EdgeMapInput edges = judge.node(network, Sketch.NEW.createEdgeMapInput(), "edges");
		Node image = judge.node(network, Sketch.NEW.createImageInput(), "image");
		Node all = judge.node(network, Sketch.NEW.createConcatenation(), "all");
		List.of(labels, edges, image).forEach(input -> judge.edge(input, all));
		Downsample down = judge.node(network, Sketch.NEW.createDownsample(), "down");
		down.setMode(Interpolation.BILINEAR);
		judge.edge(all, down);
		NoiseSource noise = judge.node(network, Sketch.NEW.createNoiseSource(), "noise");
		noise.setHeight("3");
		noise.setWidth("3");
		ResizeToHere wide = judge.node(network, Sketch.NEW.createResizeToHere(), "wide");
		judge.edge(noise, wide);
		judge.edge(down, wide);
		Node both = judge.node(network, Sketch.NEW.createConcatenation(), "both");
		judge.edge(down, both);
		judge.edge(wide, both);
		both.setTap(true);
		judge.output(judge.convolution(both, "score", "1"));
		GeneratedProject project = CodeGenerator.generate(judge.experiment, null);
		assertTrue(project.files().toString().contains("judges label map, edge map and image together"), project.files().toString());
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			Object graph = Engine.graph(loader, project.packageName() + ".PatchDiscriminator");
			List<String> lines = Engine.wiring(Engine.call(graph, "configuration"));
			assertLine(lines, "scale1/all = Concatenate[] <- label map, edge map, image/tap");
			assertLine(lines, "scale2/all = Concatenate[] <- label map/1, edge map/1, image/1");
			assertLine(lines, "scale2/wide = ResizeNearest[LIKE] <- scale2/noise, scale2/down");
			assertLine(lines, "scale2/noise = NoiseSource[1, 3, 3] <- image/1");
			ShapeCheck.network(network, judge.experiment, graph);
		}
	}

	/** Ends the generator behind a node, and gives the source of its class. */
	private String source(Node last) throws Exception {
		return end(last).files().entrySet().stream().filter(file -> file.getKey().endsWith("SpadeGenerator.java")).findFirst().orElseThrow().getValue();
	}

	private List<String> transcript(Node last) throws Exception {
		GeneratedProject project = end(last);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			return Engine.wiring(loader, project.packageName() + ".SpadeGenerator");
		}
	}

	private void checkShapes(Node last) throws Exception {
		GeneratedProject project = end(last);
		try (URLClassLoader loader = Engine.compile(project, folder)) {
			ShapeCheck.network(sketch.generator(), sketch.experiment, Engine.graph(loader, project.packageName() + ".SpadeGenerator"));
		}
	}

	private boolean ended;

	private GeneratedProject end(Node last) throws Exception {
		if (!ended) {
			Node sized = add("sized", Sketch.NEW.createResizeToHere(), last, map);
			sketch.output(sketch.tanh(sized));
			ended = true;
		}
		return CodeGenerator.generate(sketch.experiment, null);
	}

	private static void assertSays(String source, String text) {
		assertTrue(source.contains(text), () -> text + " is not in " + source);
	}

	private static void assertLine(List<String> lines, String line) {
		assertTrue(lines.contains(line), () -> line + " is not in " + lines);
	}
}
