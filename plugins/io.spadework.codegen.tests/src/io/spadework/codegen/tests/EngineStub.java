package io.spadework.codegen.tests;

import io.spadework.codegen.Compilation;
import io.spadework.codegen.CompilationException;
import io.spadework.codegen.GeneratedProject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The part of the engine that generated source calls, reduced to writing down what it is told. The real one is used where a test gets it. */
final class EngineStub {

	private static final String NETWORKS = "io.spadework.engine.networks";

	private EngineStub() {
	}

	/** The compiled stub, made once. */
	private static final class Classes {

		static final Path FOLDER = make();

		private static Path make() {
			try {
				Path folder = Files.createTempDirectory("engine-stub");
				Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
				Compilation.compile(new GeneratedProject("stub", "none", sources()), List.of(), folder);
				return folder;
			} catch (CompilationException | IOException e) {
				throw new AssertionError("the stub of the engine does not compile", e);
			}
		}

		private static void delete(Path folder) {
			try (Stream<Path> all = Files.walk(folder)) {
				all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
			} catch (IOException e) {
				// left to the system, which clears its temporary files
			}
		}
	}

	/** Compiles generated source against the stub and returns a loader of its classes. */
	static URLClassLoader compile(GeneratedProject project, Path folder) throws CompilationException, IOException {
		Path classes = folder.resolve("classes");
		Compilation.compile(project, List.of(Classes.FOLDER), classes);
		return new URLClassLoader(new URL[] { classes.toUri().toURL(), Classes.FOLDER.toUri().toURL() }, ClassLoader.getPlatformClassLoader());
	}

	/** The class path that generated source compiles against. */
	static List<Path> classPath() {
		return List.of(Classes.FOLDER);
	}

	/** What the generated class of a network tells DL4J, line by line. */
	static List<String> transcript(URLClassLoader loader, String className) throws ReflectiveOperationException {
		Object network = loader.loadClass(className).getConstructor().newInstance();
		Object graph = network.getClass().getMethod("define").invoke(network);
		return graph.toString().lines().toList();
	}

	private static Map<String, String> sources() {
		Map<String, String> sources = new LinkedHashMap<>();
		sources.put("org/deeplearning4j/nn/conf/ComputationGraphConfiguration.java", """
				package org.deeplearning4j.nn.conf;
				public class ComputationGraphConfiguration {
					final String lines;
					ComputationGraphConfiguration(String lines) { this.lines = lines; }
					public String toString() { return lines; }
					public static class GraphBuilder {
						final StringBuilder lines = new StringBuilder();
						final java.util.Set<String> names = new java.util.HashSet<>();
						void add(String name, String what, String... inputs) {
							if (!names.add(name)) throw new IllegalStateException("twice: " + name);
							for (String input : inputs) if (!names.contains(input)) throw new IllegalStateException("unknown: " + input);
							if (inputs.length == 0) throw new IllegalStateException("no input: " + name);
							lines.append(name + " = " + what + " <- " + String.join(", ", inputs) + "\\n");
						}
						public GraphBuilder addInputs(String... inputs) { names.addAll(java.util.List.of(inputs)); lines.append("inputs " + String.join(", ", inputs) + "\\n"); return this; }
						public GraphBuilder setInputTypes(org.deeplearning4j.nn.conf.inputs.InputType... types) { lines.append("types " + java.util.List.of(types) + "\\n"); return this; }
						public GraphBuilder allowDisconnected(boolean allow) { lines.append("disconnected " + allow + "\\n"); return this; }
						public GraphBuilder addVertex(String name, io.spadework.engine.networks.Vertex vertex, String... inputs) { add(name, vertex.text, inputs); return this; }
						public GraphBuilder addLayer(String name, io.spadework.engine.networks.Layer layer, String... inputs) { add(name, layer.toString(), inputs); return this; }
						public GraphBuilder setOutputs(String... outputs) { for (String o : outputs) if (!names.contains(o)) throw new IllegalStateException("unknown: " + o); lines.append("outputs " + String.join(", ", outputs) + "\\n"); return this; }
						public ComputationGraphConfiguration build() { return new ComputationGraphConfiguration(lines.toString()); }
					}
				}
				""");
		sources.put("org/deeplearning4j/nn/conf/inputs/InputType.java", """
				package org.deeplearning4j.nn.conf.inputs;
				public class InputType {
					final String text;
					InputType(String text) { this.text = text; }
					public static InputType convolutional(long height, long width, long channels) { return new InputType(channels + " x " + height + " x " + width); }
					public String toString() { return text; }
				}
				""");
		network(sources, "Vertex", "public class Vertex { public final String text; public Vertex(String text) { this.text = text; } }");
		vertex(sources, "Tap", "()", "\"tap\"");
		vertex(sources, "Concatenate", "()", "\"concatenate\"");
		vertex(sources, "Sum", "()", "\"sum\"");
		network(sources, "AveragePool", """
				public final class AveragePool extends Vertex {
					public AveragePool(int kernel, int stride, int padding) { super("pool " + kernel + " " + stride + " " + padding); }
					public AveragePool(int kernel, int stride, int padding, boolean ceil, boolean countPadding) { super("pool " + kernel + " " + stride + " " + padding + (ceil ? " ceil" : "") + (countPadding ? " counted" : "")); }
				}
				""");
		vertex(sources, "MaxPool", "(int kernel, int stride, int padding, boolean ceil)", "\"max pool \" + kernel + \" \" + stride + \" \" + padding + (ceil ? \" ceil\" : \"\")");
		network(sources, "AdaptivePool", """
				public final class AdaptivePool extends Vertex {
					public AdaptivePool(Pooling kind, int height, int width) { super("adaptive " + kind + " pool " + height + " x " + width); }
				}
				""");
		network(sources, "Pooling", "public enum Pooling { MAX, AVERAGE }");
		network(sources, "ResizeBilinear", """
				public final class ResizeBilinear extends Vertex {
					public ResizeBilinear(int factor, boolean aligned) { super("bilinear by " + factor + (aligned ? " aligned" : "")); }
					public ResizeBilinear(int height, int width, boolean aligned) { super("bilinear " + height + " x " + width + (aligned ? " aligned" : "")); }
				}
				""");
		for (String border : List.of("ZeroPad", "ReflectPad", "Crop")) {
			vertex(sources, border, "(int top, int bottom, int left, int right)", "\"" + border + " \" + top + \" \" + bottom + \" \" + left + \" \" + right");
		}
		vertex(sources, "Product", "()", "\"product\"");
		vertex(sources, "Reshape", "(int channels, int height, int width)", "\"reshape \" + channels + \" x \" + height + \" x \" + width");
		vertex(sources, "Dropout", "(double rate)", "\"dropout \" + rate");
		vertex(sources, "NoiseSource", "(int channels, int height, int width)", "\"noise \" + channels + \" x \" + height + \" x \" + width");
		vertex(sources, "ResizeNearest", "(int height, int width)", "\"resize \" + height + \" x \" + width");
		vertex(sources, "UpsampleNearest", "(int factor)", "\"upsample \" + factor");
		vertex(sources, "Normalise", "(Norm norm, double epsilon)", "\"normalise \" + norm + \" \" + epsilon");
		vertex(sources, "Modulate", "(Norm norm, double epsilon)", "\"modulate \" + norm + \" \" + epsilon");
		network(sources, "Norm", "public enum Norm { BATCH, INSTANCE, LAYER }");
		network(sources, "Activate", """
				public final class Activate {
					public static Vertex relu() { return new Vertex("relu"); }
					public static Vertex leakyRelu(double slope) { return new Vertex("leaky relu " + slope); }
					public static Vertex tanh() { return new Vertex("tanh"); }
					public static Vertex sigmoid() { return new Vertex("sigmoid"); }
					public static Vertex softmax() { return new Vertex("softmax"); }
					public static Vertex elu() { return new Vertex("elu"); }
					public static Vertex identity() { return new Vertex("identity"); }
				}
				""");
		network(sources, "Graphs", """
				public final class Graphs {
					public static org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder builder() { return new org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder(); }
					public static String tap(org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder graph, String vertex) { graph.addVertex(vertex + "/tap", new Tap(), vertex); return vertex + "/tap"; }
				}
				""");
		network(sources, "Layer", "public class Layer { final String text; Layer(String text) { this.text = text; } public String toString() { return text; } }");
		network(sources, "WeightedBuilder", """
				public abstract class WeightedBuilder<B extends WeightedBuilder<B>> {
					int filters;
					boolean bias = true, spectralNorm, inputGradient = true;
					@SuppressWarnings("unchecked") B self() { return (B) this; }
					public B filters(int n) { filters = n; return self(); }
					public B bias(boolean b) { bias = b; return self(); }
					public B spectralNorm(boolean b) { spectralNorm = b; return self(); }
					public B inputGradient(boolean b) { inputGradient = b; return self(); }
					String flags() { return (bias ? "" : " without bias") + (spectralNorm ? " spectral" : "") + (inputGradient ? "" : " without input gradient"); }
				}
				""");
		network(sources, "Convolution", """
				public final class Convolution {
					public static class Builder extends WeightedBuilder<Builder> {
						String kernel = "1", stride = "1", dilation = "", groups = "", padding = "0";
						public Builder kernel(int n) { kernel = "" + n; return this; }
						public Builder kernel(int height, int width) { kernel = height + " x " + width; return this; }
						public Builder stride(int n) { stride = "" + n; return this; }
						public Builder stride(int height, int width) { stride = height + " x " + width; return this; }
						public Builder dilation(int n) { dilation = " dilation " + n; return this; }
						public Builder groups(int n) { groups = " groups " + n; return this; }
						public Builder padding(int n) { padding = "" + n; return this; }
						public Builder padding(int top, int bottom, int left, int right) { padding = top + " " + bottom + " " + left + " " + right; return this; }
						public Layer build() { return new Layer("convolution " + filters + " kernel " + kernel + " stride " + stride + dilation + groups + " padding " + padding + flags()); }
					}
				}
				""");
		network(sources, "TransposedConvolution", """
				public final class TransposedConvolution {
					public static class Builder extends WeightedBuilder<Builder> {
						int kernel = 1, stride = 1, padding, outputPadding;
						public Builder kernel(int n) { kernel = n; return this; }
						public Builder stride(int n) { stride = n; return this; }
						public Builder padding(int n) { padding = n; return this; }
						public Builder outputPadding(int n) { outputPadding = n; return this; }
						public Layer build() { return new Layer("transposed " + filters + " kernel " + kernel + " stride " + stride + " padding " + padding + " output padding " + outputPadding + flags()); }
					}
				}
				""");
		network(sources, "Linear", "public final class Linear { public static class Builder extends WeightedBuilder<Builder> { public Layer build() { return new Layer(\"linear \" + filters + flags()); } } }");
		network(sources, "AffineNorm", """
				public final class AffineNorm {
					public static class Builder {
						String text = "affine";
						public Builder norm(Norm n) { text += " " + n; return this; }
						public Builder epsilon(double e) { text += " " + e; return this; }
						public Layer build() { return new Layer(text); }
					}
				}
				""");
		network(sources, "ConditionalBatchNorm", """
				public final class ConditionalBatchNorm {
					public static class Builder {
						String text = "conditional";
						public Builder channels(int n) { text += " channels " + n; return this; }
						public Builder classes(int n) { text += " classes " + n; return this; }
						public Vertex build() { return new Vertex(text); }
					}
				}
				""");
		network(sources, "AdaptiveInstanceNorm", """
				public final class AdaptiveInstanceNorm {
					public static class Builder {
						String text = "adaptive";
						public Builder channels(int n) { text += " channels " + n; return this; }
						public Builder style(int n) { text += " style " + n; return this; }
						public Vertex build() { return new Vertex(text); }
					}
				}
				""");
		network(sources, "GeneratorGraph", """
				public record GeneratorGraph(org.deeplearning4j.nn.conf.ComputationGraphConfiguration configuration, String labelMap, String image) {
					public String toString() { return configuration + "generator " + labelMap + " -> " + image; }
				}
				""");
		network(sources, "DiscriminatorGraph", """
				public record DiscriminatorGraph(org.deeplearning4j.nn.conf.ComputationGraphConfiguration configuration, java.util.List<Scale> scales) {
					public record Scale(java.util.List<String> taps, String prediction) {}
					public static DiscriminatorGraph of(org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder graph, String labelMap, String image, String imageTap, java.util.List<Scale> scales) {
						java.util.List<String> outputs = new java.util.ArrayList<>();
						for (Scale scale : scales) { outputs.addAll(scale.taps()); outputs.add(scale.prediction()); }
						graph.setOutputs(outputs.toArray(String[]::new));
						return new DiscriminatorGraph(graph.build(), scales);
					}
					public String toString() { return configuration.toString(); }
				}
				""");
		network(sources, "Initialisation", """
				public final class Initialisation {
					public static Initialisation xavier(double gain) { return new Initialisation(); }
					public static Initialisation normal(double deviation) { return new Initialisation(); }
				}
				""");
		engine(sources, "losses", "Reduction", "public enum Reduction { MEAN, SUM }");
		engine(sources, "losses", "FeatureMatching", "public record FeatureMatching(double weight, Reduction reduction) {}");
		engine(sources, "losses", "AdversarialLoss", """
				public final class AdversarialLoss {
					final String text;
					AdversarialLoss(String text) { this.text = text; }
					public String toString() { return text; }
					public static AdversarialLoss hinge() { return new AdversarialLoss("hinge"); }
					public static AdversarialLoss leastSquares(double real, double fake, double generator, double factor) { return new AdversarialLoss("least squares " + real + " " + fake + " " + generator + " " + factor); }
					public AdversarialLoss discriminatorFactor(double factor) { return new AdversarialLoss(text + " x " + factor); }
					public AdversarialLoss reduction(Reduction over) { return new AdversarialLoss(text + " " + over); }
				}
				""");
		engine(sources, "data", "Preparation", """
				public record Preparation(String mode, int load, int crop, double aspect, boolean flip) {
					public static Preparation resizeAndCrop(int load, int crop, double aspect, boolean flip) { return new Preparation("resize_and_crop", load, crop, aspect, flip); }
					public static Preparation crop(int load, int crop, double aspect, boolean flip) { return new Preparation("crop", load, crop, aspect, flip); }
					public static Preparation scaleWidth(int load, int crop, double aspect, boolean flip) { return new Preparation("scale_width", load, crop, aspect, flip); }
					public static Preparation scaleWidthAndCrop(int load, int crop, double aspect, boolean flip) { return new Preparation("scale_width_and_crop", load, crop, aspect, flip); }
					public static Preparation scaleShortside(int load, int crop, double aspect, boolean flip) { return new Preparation("scale_shortside", load, crop, aspect, flip); }
					public static Preparation scaleShortsideAndCrop(int load, int crop, double aspect, boolean flip) { return new Preparation("scale_shortside_and_crop", load, crop, aspect, flip); }
					public static Preparation fixed(int load, int crop, double aspect, boolean flip) { return new Preparation("fixed", load, crop, aspect, flip); }
					public static Preparation none(int load, int crop, double aspect, boolean flip) { return new Preparation("none", load, crop, aspect, flip); }
				}
				""");
		engine(sources, "data", "Dataset", "public interface Dataset {}");
		engine(sources, "data", "Landscapes", "public record Landscapes(long seed, int size, int heldOut, boolean edges, Preparation preparation) implements Dataset {}");
		engine(sources, "data", "CocoStuff", "public record CocoStuff(String folder, int labels, boolean dontCare, boolean edges, Preparation preparation) implements Dataset {}");
		engine(sources, "training", "Adam", "public record Adam(double learningRate, double beta1, double beta2) {}");
		engine(sources, "training", "Schedule", """
				public record Schedule(int constant, int decay, int steps) {
					public static Schedule epochs(int constant, int decay) { return new Schedule(constant, decay, 0); }
					public Schedule steps(int most) { return new Schedule(constant, decay, most); }
				}
				""");
		engine(sources, "training", "Training", """
				public final class Training {
					final StringBuilder lines = new StringBuilder();
					public String toString() { return lines.toString(); }
					Training line(String name, Object value) { lines.append(name + ": " + value + "\\n"); return this; }
					public static Training named(String experiment, String study) { return new Training().line("experiment", experiment).line("study", study); }
					public Training generator(io.spadework.engine.networks.GeneratorGraph graph) { return this; }
					public Training discriminator(io.spadework.engine.networks.DiscriminatorGraph graph) { return this; }
					public Training adversarial(io.spadework.engine.losses.AdversarialLoss loss) { return line("adversarial", loss); }
					public Training featureMatching(io.spadework.engine.losses.FeatureMatching loss) { return line("feature matching", loss); }
					public Training data(io.spadework.engine.data.Dataset set) { return line("data", set); }
					public Training generatorUpdater(Adam updater) { return line("G", updater); }
					public Training discriminatorUpdater(Adam updater) { return line("D", updater); }
					public Training schedule(Schedule plan) { return line("schedule", plan); }
					public Training initialisation(io.spadework.engine.networks.Initialisation weights) { return this; }
					public Training batch(int images) { return line("batch", images); }
					public Training seed(long number) { return line("seed", number); }
					public Training discriminatorSteps(int steps) { return line("discriminator steps", steps); }
					public Training sampleEvery(int steps) { return line("sample every", steps); }
					public Training checkpointEvery(int steps) { return line("checkpoint every", steps); }
					public int run(String... arguments) { return 0; }
				}
				""");
		return sources;
	}

	private static void vertex(Map<String, String> sources, String name, String parameters, String text) {
		network(sources, name, "public final class " + name + " extends Vertex { public " + name + parameters + " { super(" + text + "); } }");
	}

	private static void network(Map<String, String> sources, String name, String source) {
		sources.put(NETWORKS.replace('.', '/') + "/" + name + ".java", "package " + NETWORKS + ";\n" + source);
	}

	private static void engine(Map<String, String> sources, String part, String name, String source) {
		sources.put("io/spadework/engine/" + part + "/" + name + ".java", "package io.spadework.engine." + part + ";\n" + source);
	}
}
