package io.spadework.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

import io.spadework.model.study.NormKind;
import io.spadework.model.study.StudyPackage;

/**
 * Turns the text of a study of format version 1 into one of version 2 that means the same; everything keeps its id and its line. What version 2 has no kind for is made of
 * what it has: a seed becomes a resize and a convolution, a SPADE block the use of a block, one for every set of settings; a transposed convolution states its stride and
 * output padding where it left them to the defaults of version 1.
 *
 * <p>In version 1 a SPADE block learned its skip where channels changed. Here that is decided once: the skip is learned unless both numbers of channels are the same
 * expression, or have the same value with the study's parameters and with those of every experiment.
 */
final class Migration extends StudyReader {

	/** The format version that is migrated. */
	static final int FROM = 1;

	private static final Set<String> SEED = Set.of("id", "name", "tap", "filters", "spectralNorm", "width", "height");
	private static final Set<String> SPADE_BLOCK = Set.of("id", "name", "tap", "filters", "spectralNorm", "hidden", "kernel", "innerNorm");

	private final Deque<Tag> open = new ArrayDeque<>();
	private Tag root;

	private Migration(String file) {
		super(file);
	}

	/** The text of version 2; throws where that of version 1 was wrong in what changes. What is wrong elsewhere still is, and shows in an {@link Inspection}. */
	static byte[] migrate(byte[] text, String file) throws StudyException {
		Migration migration = new Migration(file);
		migration.parse(text);
		migration.change();
		StringBuilder written = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
		migration.root.write(written, new int[] { 1 });
		return written.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	void open(String namespace, String name, String prefixed, Attributes attributes) throws SAXException {
		if (!open.isEmpty() && !namespace.isEmpty()) {
			throw refusal("<" + prefixed + "> is not known inside a study");
		}
		Tag tag = new Tag(open.isEmpty() ? "study:" + name : name, line());
		if (open.isEmpty()) {
			root = tag.set("xmlns:xmi", XMI).set("xmlns:xsi", XSI).set("xmlns:study", StudyPackage.eNS_URI);
		} else {
			open.peek().children().add(tag);
		}
		open.push(tag);
		for (int i = 0; i < attributes.getLength(); i++) {
			String value = attributes.getValue(i);
			switch (attributes.getURI(i)) {
				case "" -> tag.set(attributes.getLocalName(i), value);
				case XMI -> tag.set("xmi:" + attributes.getLocalName(i), value);
				case XSI -> tag.set("xsi:" + attributes.getLocalName(i), attributes.getLocalName(i).equals("type") ? "study:" + value.substring(value.indexOf(':') + 1) : value);
				default -> throw refusal(place(prefixed, attributes.getValue("id"), "version " + FROM) + ": attribute " + attributes.getQName(i) + " is not known");
			}
		}
		check(tag);
	}

	@Override
	void close() {
		open.pop();
	}

	/** What version 2 knows no more is held to the rules of version 1 here. */
	private void check(Tag tag) throws SAXException {
		Set<String> known = switch (tag.type()) {
			case "Seed" -> SEED;
			case "SpadeBlock" -> SPADE_BLOCK;
			default -> null;
		};
		Tag parent = root == tag ? null : open.stream().skip(1).findFirst().orElseThrow();
		if (parent != null && (parent.type().equals("Seed") || parent.type().equals("SpadeBlock"))) {
			throw refusal("<" + tag.name() + "> is not known inside a " + parent.type() + "; it holds no elements");
		}
		if (known == null || !tag.name().equals("nodes")) {
			return;
		}
		String place = place(tag.name(), tag.get("id"), tag.type());
		for (Map.Entry<String, String> attribute : tag.attributes().entrySet()) {
			String value = attribute.getValue();
			boolean flag = attribute.getKey().equals("spectralNorm") || attribute.getKey().equals("tap");
			if (!known.contains(attribute.getKey()) && !attribute.getKey().startsWith("xsi:")) {
				throw refusal(place + ": attribute " + attribute.getKey() + " is not known; known are " + String.join(", ", known.stream().sorted().toList()));
			}
			if (flag && !value.equals("true") && !value.equals("false")) {
				throw refusal(place + ": attribute " + attribute.getKey() + " is \"" + shortened(value) + "\"; it must be true or false");
			}
			if (attribute.getKey().equals("innerNorm") && NormKind.get(value) == null) {
				throw refusal(place + ": attribute innerNorm is \"" + shortened(value) + "\"; it must be one of batch, instance, layer, none");
			}
		}
	}

	private void change() {
		Unique ids = new Unique();
		collect(root, ids);
		OldChannels channels = new OldChannels(root);
		ResidualBlocks blocks = new ResidualBlocks(root, ids);
		for (Tag network : root.children("networks")) {
			Set<Tag> learned = channels.learned(network);
			Unique names = new Unique();
			network.children("nodes").forEach(node -> names.take(node.get("name")));
			Map<String, List<Tag>> entering = network.children("edges").stream().filter(edge -> edge.get("target") != null).collect(Collectors.groupingBy(edge -> edge.get("target")));
			List<Tag> added = new ArrayList<>();
			for (Tag node : network.children("nodes")) {
				switch (node.type()) {
					case "Seed" -> added.addAll(seed(node, entering.getOrDefault(node.get("id"), List.of()), ids, names));
					case "SpadeBlock" -> blocks.use(node, learned.contains(node));
					case "TransposedConvolution" -> {
						node.set("stride", node.attributes().getOrDefault("stride", "2"));
						node.set("outputPadding", node.attributes().getOrDefault("outputPadding", "1"));
					}
					default -> {
						continue; // as it was
					}
				}
			}
			network.children().addAll(added);
		}
	}

	private static void collect(Tag tag, Unique ids) {
		ids.take(tag.get("id"));
		tag.children().forEach(child -> collect(child, ids));
	}

	/** The seed stays as the convolution that it was; before it stands what brought the label map to size. Gives what is new. */
	private static List<Tag> seed(Tag seed, List<Tag> entering, Unique ids, Unique names) {
		if (seed.get("id") == null) {
			seed.set("id", ids.next("seed", "_"));
		}
		String name = seed.get("name") == null ? "" : seed.get("name") + " ";
		Tag map = Tag.node("Resize", ids.next(seed.get("id") + "_map", "_"), names.next(name + "map", " "), seed.line()).set("height", seed.get("height")).set("width", seed.get("width"));
		seed.set("xsi:type", "study:Convolution").set("height", null).set("width", null);
		entering.forEach(edge -> edge.set("target", map.get("id")).set("port", null));
		return List.of(map, Tag.edge(ids.next(map.get("id") + "-" + seed.get("id"), "_"), map.get("id"), seed.get("id"), null, seed.line()));
	}
}
