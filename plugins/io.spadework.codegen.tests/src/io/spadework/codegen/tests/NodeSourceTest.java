package io.spadework.codegen.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.SpadeBlock;
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
	private final Node seed = sketch.seed(map, "seed", "4");

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
		assertTrue(source(node).contains("graph.addLayer(\"node\", new Convolution.Builder().filters(8).kernel(5, 1).groups(4).padding(2, 2, 0, 0).build(), \"seed\"); // 8 x 64 x 64"));
		node.setStrideWidth("2");
		node.setDilation("2");
		node.setPadding("4");
		assertTrue(source(node).contains(".kernel(5, 1).stride(1, 2).dilation(2).groups(4).padding(4, 4, 0, 0).build()"));
	}

	@Test
	void aReflectedBorderIsAVertexBeforeTheConvolution() throws Exception {
		Convolution node = sketch.convolution(map, "node", "8");
		node.setKernel("7");
		node.setPadding("3");
		node.setPaddingMode(PaddingMode.REFLECT);
		String source = source(node);
		assertTrue(source.contains("graph.addVertex(\"node/padded\", new ReflectPad(3, 3, 3, 3), \"label map\");"), source);
		assertTrue(source.contains("graph.addLayer(\"node\", new Convolution.Builder().filters(8).kernel(7).inputGradient(false).build(), \"node/padded\"); // 8 x 64 x 64"), source);
		node.setPadding("0");
		node.setKernel("1");
		assertFalse(source(node).contains("ReflectPad"));
	}

	@Test
	void layersAreAddedWithTheirSettings() throws Exception {
		TransposedConvolution up = add("up", Sketch.NEW.createTransposedConvolution(), seed);
		up.setFilters("6");
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
		List<String> lines = transcript(reshape);
		assertLine(lines, "up = transposed 6 kernel 3 stride 2 padding 1 output padding 1 <- seed");
		assertLine(lines, "norm = affine LAYER 0.001 <- up");
		assertLine(lines, "pool = adaptive MAX pool 1 x 1 <- norm");
		assertLine(lines, "linear = linear 16384 without bias spectral <- pool");
		assertLine(lines, "reshape = reshape 4 x 64 x 64 <- linear");
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
		List<String> lines = transcript(dropout);
		assertLine(lines, "up = bilinear by 2 aligned <- seed");
		assertLine(lines, "area = pool 2 2 0 <- up");
		assertLine(lines, "nearest = resize 32 x 32 <- area");
		assertLine(lines, "bilinear = bilinear 16 x 16 <- nearest");
		assertLine(lines, "max = max pool 2 2 0 ceil <- bilinear");
		assertLine(lines, "average = pool 3 2 1 counted <- max");
		assertLine(lines, "reflect = ReflectPad 1 1 1 1 <- average");
		assertLine(lines, "zero = ZeroPad 0 1 1 1 <- reflect");
		assertLine(lines, "crop = Crop 0 0 0 2 <- zero");
		assertLine(lines, "back = bilinear 64 x 64 <- crop");
		assertLine(lines, "dropout = dropout 0.5 <- back");
	}

	@Test
	void joinsKeepTheOrderOfTheirEdges() throws Exception {
		Node other = sketch.convolution(seed, "other", "4");
		Node sum = add("sum", Sketch.NEW.createSum(), other, seed);
		Node product = add("product", Sketch.NEW.createProduct(), seed, other, sum);
		List<String> lines = transcript(product);
		assertLine(lines, "sum = sum <- other, seed");
		assertLine(lines, "product = product <- seed, other, sum");
	}

	@Test
	void everyActivationHasItsCall() throws Exception {
		Node last = seed;
		for (ActivationFunction function : ActivationFunction.values()) {
			Activation activation = add("as " + function.getLiteral(), Sketch.NEW.createActivation(), last);
			activation.setFunction(function);
			last = activation;
		}
		List<String> lines = transcript(last);
		for (ActivationFunction function : ActivationFunction.values()) {
			assertTrue(lines.stream().anyMatch(line -> line.startsWith("as " + function.getLiteral() + " = " + function.getLiteral().replace('_', ' '))), function + ": " + lines);
		}
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
		assertLine(lines, "types [11 x 64 x 64, 1 x 64 x 64, 8 x 1 x 1]");
		assertLine(lines, "norm = adaptive channels 4 style 8 <- seed, style code");
		assertLine(lines, "style code 2 = concatenate <- norm, edge map");
	}

	@Test
	void aConditionEntersBesideTheData() throws Exception {
		AdaptivePooling global = add("global", Sketch.NEW.createAdaptivePooling(), map);
		ConditionalBatchNorm norm = add("norm", Sketch.NEW.createConditionalBatchNorm(), seed);
		norm.setClasses("11");
		sketch.edge(global, norm).setPort(Port.CONDITION);
		assertLine(transcript(norm), "norm = conditional channels 4 classes 11 <- seed, global");
	}

	@Test
	void noiseLearnsFromTheLabelMapHowManyImagesThereAre() throws Exception {
		NoiseSource noise = add("noise", Sketch.NEW.createNoiseSource());
		noise.setHeight("crop");
		noise.setWidth("64");
		Node both = add("both", Sketch.NEW.createConcatenation(), seed, noise);
		assertLine(transcript(both), "noise = noise 1 x 64 x 64 <- label map");
	}

	@Test
	void aSpadeAloneSharesTheMethodOfTheBlocks() throws Exception {
		SpadeBlock block = sketch.block(seed, map, "block", "6");
		Spade spade = add("spade", Sketch.NEW.createSpade(), block);
		sketch.labelMap(map, spade);
		String source = source(spade);
		assertTrue(source.contains("graph.addVertex(\"spade/map\", new ResizeNearest(64, 64), \"label map\");"), source);
		assertTrue(source.contains("spade(graph, \"spade\", \"block\", \"spade/map\", 6); // 6 x 64 x 64"), source);
		assertTrue(source.contains(" * Builds spade (id n"), source);
		spade.setHidden("32");
		spade.setInnerNorm(NormKind.INSTANCE);
		String apart = source(spade);
		assertTrue(apart.contains("spade(graph, name + \"/norm0\", x, map, in, 128, Norm.BATCH);"), "the blocks' own settings are written in their method: " + apart);
		assertTrue(apart.contains("spade(graph, \"spade\", \"block\", \"spade/map\", 6, 32, Norm.INSTANCE);"), apart);
		List<String> lines = transcript(spade);
		assertLine(lines, "spade/shared = convolution 32 kernel 3 stride 1 padding 1 without input gradient <- spade/map");
		assertLine(lines, "spade = modulate INSTANCE 1.0E-5 <- block, spade/gamma, spade/beta");
		assertLine(lines, "block/norm1 = modulate BATCH 1.0E-5 <- block/conv0, block/norm1/gamma, block/norm1/beta");
	}

	@Test
	void withoutAnInnerNormTheFeaturesThemselvesAreModulated() throws Exception {
		Spade spade = add("spade", Sketch.NEW.createSpade(), seed);
		spade.setInnerNorm(NormKind.NONE);
		sketch.labelMap(map, spade);
		Normalisation none = add("none", Sketch.NEW.createNormalisation(), spade);
		none.setKind(NormKind.NONE);
		SpadeBlock block = add("block", Sketch.NEW.createSpadeBlock(), none);
		block.setFilters("4");
		sketch.labelMap(map, block);
		List<String> lines = transcript(block);
		assertLine(lines, "spade/scaled = product <- seed, spade/gamma");
		assertLine(lines, "spade = sum <- seed, spade/scaled, spade/beta");
		assertLine(lines, "none = identity <- spade");
		assertLine(lines, "block/norm0 = modulate BATCH 1.0E-5 <- none, block/norm0/gamma, block/norm0/beta");
		block.setInnerNorm(NormKind.NONE);
		assertFalse(source(block).contains("Modulate"));
		assertLine(transcript(block), "block/norm0 = sum <- none, block/norm0/scaled, block/norm0/beta");
	}

	@Test
	void whatIsOnlyMeasuredIsNotBuilt() throws Exception {
		Convolution ruler = sketch.convolution(seed, "ruler", "2");
		ruler.setStride("2");
		ResizeToHere small = add("small", Sketch.NEW.createResizeToHere(), seed, ruler);
		ResizeToHere back = add("back", Sketch.NEW.createResizeToHere(), small, map);
		List<String> lines = transcript(back);
		assertLine(lines, "small = resize 32 x 32 <- seed");
		assertFalse(lines.toString().contains("ruler"), lines.toString());
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
		try (URLClassLoader loader = EngineStub.compile(project, folder)) {
			List<String> lines = EngineStub.transcript(loader, project.packageName() + ".PatchDiscriminator");
			assertLine(lines, "types [11 x 64 x 64, 1 x 64 x 64, 3 x 64 x 64]");
			assertLine(lines, "scale1/all = concatenate <- label map, edge map, image/tap");
			assertLine(lines, "scale2/all = concatenate <- label map/1, edge map/1, image/1");
			assertLine(lines, "edge map/1 = pool 3 2 1 <- edge map");
			assertLine(lines, "scale1/down = bilinear 32 x 32 <- scale1/all");
			assertLine(lines, "scale2/down = bilinear 16 x 16 <- scale2/all");
			assertLine(lines, "scale2/wide = resize 16 x 16 <- scale2/noise");
			assertLine(lines, "scale2/noise = noise 1 x 3 x 3 <- image/1");
		}
	}

	/** Ends the generator behind a node, and gives the source of its class. */
	private String source(Node last) throws Exception {
		return end(last).files().entrySet().stream().filter(file -> file.getKey().endsWith("SpadeGenerator.java")).findFirst().orElseThrow().getValue();
	}

	private List<String> transcript(Node last) throws Exception {
		GeneratedProject project = end(last);
		try (URLClassLoader loader = EngineStub.compile(project, folder)) {
			return EngineStub.transcript(loader, project.packageName() + ".SpadeGenerator");
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

	private static void assertLine(List<String> lines, String line) {
		assertTrue(lines.contains(line), () -> line + " is not in " + lines);
	}
}
