package io.spadework.engine.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What published state dicts call the layers of the networks that the templates draw.
 * <p>
 * The names are those of FID's Inception, of torchvision's VGG-19 and segmenters, and of the checkpoints that the authors of SPADE (arXiv 1903.07291) and pix2pixHD (arXiv 1711.11585) publish.
 */
final class Naming {

	/** A rule that rewrites part of a vertex's name. */
	private record Rule(Pattern part, String replacement) {
	}

	/** What PyTorch can call a module. */
	private static final Pattern MODULE = Pattern.compile("\\w+(\\.\\w+)*");
	private static final Pattern SCALE = Pattern.compile("scale(\\d+)/.*");
	/** Of VGG-19: the number of each convolution among convolutions, rectifiers and poolings, group by group. */
	private static final int[][] VGG = { { 0, 2 }, { 5, 7 }, { 10, 12, 14, 16 }, { 19, 21, 23, 25 }, { 28, 30, 32, 34 } };
	private static final String STATISTICS = "an instance norm uses each image's own statistics";
	private static final double[] IMAGENET_MEAN = { 0.485, 0.456, 0.406 };
	private static final double[] IMAGENET_DEVIATION = { 0.229, 0.224, 0.225 };
	private static final double BATCH_NORM_EPSILON = 1e-5;
	private static final int BLOCKS = 9;
	private static final int HALVINGS = 4;
	private static final int MOST_SCALES = 9;

	private final List<Rule> rules = new ArrayList<>();
	private final Map<String, float[]> constants = new HashMap<>();
	private Pattern surplus = Pattern.compile("(?!)");
	private String reason;

	private Naming() {
	}

	/** All that are known, for a network with these vertices. */
	static List<Naming> all(Collection<String> vertices) {
		if (vertices.stream().anyMatch(vertex -> vertex.startsWith("Mixed_"))) {
			return List.of(inception()); // its nodes have the published names, which no other naming rewrites
		}
		if (vertices.stream().anyMatch(vertex -> vertex.startsWith("backbone."))) {
			return List.of(torchvisionSegmenter());
		}
		return List.of(vgg19(), spadeGenerator(), spadeEncoder(), spadeDiscriminator(), globalGenerator(""), enhancer(1), enhancer(2), discriminator(vertices));
	}

	/** Whose names a file can have. */
	static final List<String> FAMILIES = List.of("spade", "pix2pixhd", "vgg19", "fid-inception", "torchvision");

	/**
	 * The names of a family for one of its networks.
	 *
	 * @param network such as generator
	 * @throws IllegalArgumentException where there is no such family, or it has no such network
	 */
	private static Naming of(String family, String network, Collection<String> vertices) {
		String kind = family + " " + network;
		return switch (kind) {
			case "spade generator" -> spadeGenerator();
			case "spade encoder" -> spadeEncoder();
			case "spade discriminator" -> spadeDiscriminator();
			case "pix2pixhd generator" -> {
				int enhancers = (int) vertices.stream().mapToLong(vertex -> vertex.split("coarser/", -1).length - 1L).max().orElse(0);
				yield enhancers == 0 ? globalGenerator("") : enhancer(enhancers);
			}
			case "pix2pixhd discriminator" -> discriminator(vertices);
			case "vgg19 feature network" -> vgg19();
			case "fid-inception feature network" -> inception();
			case "torchvision segmenter" -> torchvisionSegmenter();
			default -> throw new IllegalArgumentException(FAMILIES.contains(family) ? "No names of " + family + " are known for a " + network + "."
					: "There are no names of \"" + family + "\"; there are those of " + String.join(", ", FAMILIES) + ".");
		};
	}

	/**
	 * What a family's published files call the arrays of a network, by the network's own names; those that such files do not have are missing.
	 *
	 * @throws IllegalArgumentException that names a layer which the family's network does not have
	 */
	static Map<String, String> published(String family, String network, Collection<String> arrays) {
		List<String> vertices = arrays.stream().map(Naming::vertex).distinct().toList();
		Naming naming = of(family, network, vertices);
		Map<String, String> names = new LinkedHashMap<>();
		for (String array : arrays.stream().filter(array -> naming.constant(array) == null).toList()) {
			String vertex = vertex(array);
			String module = naming.module(vertex);
			if (!MODULE.matcher(module).matches()) {
				throw new IllegalArgumentException("The layer \"" + vertex + "\" of this " + network + " has no name in files of " + family + ": it is not their network.");
			}
			Role role = Role.of(array.substring(vertex.length() + 1)).orElse(null);
			if (role != null) {
				names.put(array, module + "." + role.torch(arrays.contains(vertex + "/" + Role.LEFT.key())));
			}
		}
		return names;
	}

	private static String vertex(String array) {
		return array.substring(0, Math.max(0, array.lastIndexOf('/')));
	}

	/** How PyTorch calls the layer of a vertex. */
	String module(String vertex) {
		String name = vertex;
		for (Rule rule : rules) {
			name = rule.part().matcher(name).replaceFirst(rule.replacement());
		}
		return name.replace('/', '.');
	}

	/** The numbers of an array that the published network has in its program and not in its file; null for others. */
	float[] constant(String array) {
		return constants.get(array);
	}

	/** Why a tensor of the published network has no place in ours; null where that is not known. */
	String reason(String tensor) {
		return surplus.matcher(tensor).matches() ? reason : null;
	}

	private Naming rule(String part, String replacement) {
		rules.add(new Rule(Pattern.compile(part), replacement));
		return this;
	}

	private Naming surplus(String tensors, String why) {
		surplus = Pattern.compile(tensors);
		reason = why;
		return this;
	}

	private static Naming vgg19() {
		Naming naming = new Naming();
		for (int group = 0; group < VGG.length; group++) {
			for (int i = 0; i < VGG[group].length; i++) {
				naming.rule("^conv" + (group + 1) + "_" + (i + 1) + "$", "features/" + VGG[group][i]);
			}
		}
		return naming.surplus("(features|classifier)\\..*", "behind the last layer that the network has");
	}

	/** The Inception of FID: our nodes are called as in its file. */
	private static Naming inception() {
		return new Naming().surplus("fc\\..*|AuxLogits\\..*", "behind the pooling that features are taken from");
	}

	/** torchvision's segmenters, whose images have ImageNet's mean and deviation taken out: of our nodes, only the norm that does so is not called as in the file. */
	private static Naming torchvisionSegmenter() {
		Naming naming = new Naming().surplus("aux_classifier\\..*", "a second head that helps in training alone");
		float[] mean = new float[IMAGENET_MEAN.length];
		float[] variance = new float[mean.length];
		for (int i = 0; i < mean.length; i++) { // of images in [-1, 1]
			mean[i] = (float) (2 * IMAGENET_MEAN[i] - 1);
			variance[i] = (float) (4 * IMAGENET_DEVIATION[i] * IMAGENET_DEVIATION[i] - BATCH_NORM_EPSILON);
		}
		naming.constants.put("normalised image/mean", mean);
		naming.constants.put("normalised image/variance", variance);
		return naming;
	}

	private static Naming spadeGenerator() {
		Naming naming = new Naming().rule("^(seed|to seed)$", "fc").rule("^to image$", "conv_img").rule("^head/", "head_0/").rule("^middle(\\d)/", "G_middle_$1/");
		for (int i = 1; i <= 5; i++) {
			naming.rule("^block" + i + "/", "up_" + (i - 1) + "/");
		}
		return naming.rule("/skip norm\\b", "/norm_s").rule("/skip$", "/conv_s").rule("/(norm|conv)(\\d)", "/$1_$2").rule("/(norm_[01s])$", "/$1/param_free_norm")
				.rule("/shared$", "/mlp_shared/0").rule("/(gamma|beta)$", "/mlp_$1");
	}

	private static Naming spadeEncoder() {
		return new Naming().rule("^conv(\\d)$", "layer$1/0").rule("^mean$", "fc_mu").rule("^log variance$", "fc_var");
	}

	private static Naming spadeDiscriminator() {
		Naming naming = new Naming().rule("/conv1$", "/model0/0").rule("/patches$", "/model4/0");
		for (int i = 1; i <= MOST_SCALES; i++) {
			naming.rule("^scale" + i + "/", "discriminator_" + (i - 1) + "/");
		}
		for (int i = 2; i <= 4; i++) {
			naming.rule("/conv" + i + "$", "/model" + (i - 1) + "/0/0");
		}
		return naming;
	}

	/** pix2pixHD's G1, whose vertices lie behind a prefix; old versions of PyTorch give its norms statistics that nothing reads. */
	private static Naming globalGenerator(String prefix) {
		Naming naming = new Naming();
		int module = 1;
		naming.rule("^" + prefix + "first$", "model/" + module);
		for (int i = 1; i <= HALVINGS; i++) {
			module += 3;
			naming.rule("^" + prefix + "down" + i + "$", "model/" + module);
		}
		module += 3;
		residuals(naming, prefix, "model", module, BLOCKS);
		module += BLOCKS;
		for (int i = 1; i <= HALVINGS; i++) {
			naming.rule("^" + prefix + "up" + i + "$", "model/" + module);
			module += 3;
		}
		naming.rule("^" + prefix + "to image$", "model/" + (module + 1));
		return naming.surplus(".*\\.running_(mean|var)", STATISTICS);
	}

	private static void residuals(Naming naming, String prefix, String model, int first, int number) {
		for (int i = 0; i < number; i++) {
			naming.rule("^" + prefix + "blocks/" + i + "/conv0$", model + "/" + (first + i) + "/conv_block/1");
			naming.rule("^" + prefix + "blocks/" + i + "/conv1$", model + "/" + (first + i) + "/conv_block/5");
		}
	}

	/** pix2pixHD's G2 or G3, around the generators before. */
	private static Naming enhancer(int number) {
		Naming naming = globalGenerator("coarser/".repeat(number));
		for (int i = 1; i <= number; i++) {
			String prefix = "coarser/".repeat(number - i);
			String model = "model" + i + "_";
			naming.rule("^" + prefix + "first$", model + "1/1").rule("^" + prefix + "down$", model + "1/4").rule("^" + prefix + "up$", model + "2/3").rule("^" + prefix + "to image$",
					model + "2/7");
			residuals(naming, prefix, model + "2", 0, 3);
		}
		return naming;
	}

	/** pix2pixHD's discriminators, of which the last is the finest. */
	private static Naming discriminator(Collection<String> vertices) {
		int scales = vertices.stream().map(SCALE::matcher).filter(Matcher::matches).mapToInt(scale -> Integer.parseInt(scale.group(1))).max().orElse(0);
		Naming naming = new Naming();
		for (int i = 1; i <= scales; i++) {
			naming.rule("^scale" + i + "/", "scale" + (scales - i) + "_");
		}
		for (int i = 1; i <= 4; i++) {
			naming.rule("_conv" + i + "$", "_layer" + (i - 1) + "/0");
		}
		return naming.rule("_patches$", "_layer4/0").surplus(".*\\.running_(mean|var)", STATISTICS);
	}
}
