package io.spadework.engine.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What published state dicts call the layers of the networks that the templates draw.
 * <p>
 * The names are those of FID's Inception, of torchvision's VGG-19 and of the checkpoints that the authors of SPADE (arXiv 1903.07291) and pix2pixHD (arXiv 1711.11585) publish.
 */
final class Naming {

	/** A rule that rewrites part of a vertex's name. */
	private record Rule(Pattern part, String replacement) {
	}

	private static final Pattern SCALE = Pattern.compile("scale(\\d+)/.*");
	/** Of VGG-19: the number of each convolution among convolutions, rectifiers and poolings, group by group. */
	private static final int[][] VGG = { { 0, 2 }, { 5, 7 }, { 10, 12, 14, 16 }, { 19, 21, 23, 25 }, { 28, 30, 32, 34 } };
	private static final String STATISTICS = "an instance norm uses each image's own statistics";
	private static final int BLOCKS = 9;
	private static final int HALVINGS = 4;
	private static final int MOST_SCALES = 9;

	private final List<Rule> rules = new ArrayList<>();
	private Pattern surplus = Pattern.compile("(?!)");
	private String reason;

	private Naming() {
	}

	/** All that are known, for a network with these vertices. */
	static List<Naming> all(Collection<String> vertices) {
		if (vertices.stream().anyMatch(vertex -> vertex.startsWith("Mixed_"))) {
			return List.of(inception()); // its nodes have the published names, which no other naming rewrites
		}
		return List.of(vgg19(), spadeGenerator(), spadeEncoder(), spadeDiscriminator(), globalGenerator(""), enhancer(1), enhancer(2), discriminator(vertices));
	}

	/** How PyTorch calls the layer of a vertex. */
	String module(String vertex) {
		String name = vertex;
		for (Rule rule : rules) {
			name = rule.part().matcher(name).replaceFirst(rule.replacement());
		}
		return name.replace('/', '.');
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
