package io.spadework.model;

import java.util.HashMap;
import java.util.Map;

/** The blocks that stand for the SPADE blocks of format version 1 (arXiv 1903.07291), one for each set of settings, in the text of a study. */
final class ResidualBlocks {

	private final Tag study;
	private final Unique ids;
	private final Unique names = new Unique();
	private final Map<Settings, Block> blocks = new HashMap<>();
	/** What the channels are called that enter, leave, and flow between the convolutions; no parameter of the study is called so. */
	private final String fin;
	private final String fout;
	private final String fmid;

	private record Settings(boolean learned, String hidden, String kernel, String innerNorm, String spectralNorm) {
	}

	/** A block, and its parameter for the channels that leave, where it has one. */
	private record Block(String id, String fout) {
	}

	ResidualBlocks(Tag study, Unique ids) {
		this.study = study;
		this.ids = ids;
		Unique parameters = new Unique();
		study.children("parameters").forEach(parameter -> parameters.take(parameter.get("name")));
		fin = parameters.next("fin", "_");
		fout = parameters.next("fout", "_");
		fmid = parameters.next("fmid", "_");
	}

	/** Makes a SPADE block the use of a block, of one with a learned skip or without. */
	void use(Tag node, boolean learned) {
		Map<String, String> stated = node.attributes();
		Settings settings = new Settings(learned, stated.getOrDefault("hidden", "128"), stated.getOrDefault("kernel", "3"), stated.getOrDefault("innerNorm", "batch"),
				stated.getOrDefault("spectralNorm", "false"));
		Block block = blocks.get(settings);
		if (block == null) {
			block = draw(settings);
			blocks.put(settings, block);
		}
		String filters = node.get("filters");
		for (String gone : new String[] { "filters", "hidden", "kernel", "innerNorm", "spectralNorm" }) {
			node.set(gone, null);
		}
		node.set("xsi:type", "study:BlockUse").set("block", block.id());
		if (learned) {
			String id = ids.next((node.get("id") == null ? "use" : node.get("id")) + "." + fout, "_");
			node.children().add(new Tag("arguments", node.line()).set("id", id).set("parameter", block.fout()).set("value", filters));
		}
	}

	private Block draw(Settings settings) {
		Tag block = new Tag("blocks", 0);
		Drawn drawn = new Drawn(block, ids.next(settings.learned() ? "residual_skip" : "residual", "_"), settings);
		block.set("id", drawn.id).set("name", names.next(settings.learned() ? "residual block with learned skip" : "residual block", " ")).set("description",
				settings.learned() ? "Two SPADEs and convolutions beside a learned skip." : "Two SPADEs and convolutions beside the unchanged input.");
		String leaving = null;
		if (settings.learned()) {
			leaving = drawn.parameter(fout, null, "Channels that leave.");
			drawn.parameter(fmid, "min(" + fin + ", " + fout + ")", "Channels between the convolutions.");
		}
		String x = drawn.node("BlockInput", "x", "channels", fin);
		String map = drawn.node("BlockInput", "label map", "port", "label_map");
		String last = x;
		for (int i = 0; i < 2; i++) {
			last = drawn.spade("norm" + i, last, map);
			last = drawn.after(last, "Activation", "relu" + i);
			last = drawn.after(last, "Convolution", "conv" + i, "filters", settings.learned() ? i == 0 ? fmid : fout : fin, "spectralNorm", settings.spectralNorm());
		}
		String skip = x;
		if (settings.learned()) {
			skip = drawn.after(drawn.spade("skip norm", x, map), "Convolution", "skip", "filters", fout, "kernel", "1", "padding", "0", "bias", "false", "spectralNorm",
					settings.spectralNorm());
		}
		String sum = drawn.after(skip, "Sum", "sum");
		drawn.edge(last, sum, null);
		drawn.after(sum, "Output", "output");
		study.children().add(block);
		return new Block(drawn.id, leaving);
	}

	/** A block while it is drawn. */
	private final class Drawn {

		private final Tag block;
		private final String id;
		private final Settings settings;

		Drawn(Tag block, String id, Settings settings) {
			this.block = block;
			this.id = id;
			this.settings = settings;
		}

		String parameter(String name, String value, String description) {
			Tag parameter = new Tag("parameters", 0).set("id", ids.next(id + "." + name, "_")).set("name", name).set("value", value).set("description", description);
			block.children().add(parameter);
			return parameter.get("id");
		}

		String node(String type, String name, String... settingsOfNode) {
			Tag node = Tag.node(type, ids.next(id + "_" + name.replace(' ', '_'), "_"), name, 0);
			for (int i = 0; i < settingsOfNode.length; i += 2) {
				node.set(settingsOfNode[i], settingsOfNode[i + 1]);
			}
			block.children().add(node);
			return node.get("id");
		}

		String after(String before, String type, String name, String... settingsOfNode) {
			String node = node(type, name, settingsOfNode);
			edge(before, node, null);
			return node;
		}

		String spade(String name, String before, String map) {
			String spade = after(before, "Spade", name, "hidden", settings.hidden(), "kernel", settings.kernel(), "innerNorm", settings.innerNorm());
			edge(map, spade, "label_map");
			return spade;
		}

		void edge(String source, String target, String port) {
			block.children().add(Tag.edge(ids.next(source + "-" + target, "_"), source, target, port, 0));
		}
	}
}
