package io.spadework.ui.source;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.spadework.model.study.Block;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;

/**
 * Where an element of a study is in its generated source, and what of the study a place in the source is. The source says the ids of networks and blocks
 * in its comments, and makes each node with its name.
 */
public final class SourceLinks {

	/** Some characters of a text. */
	public record Range(int offset, int length) {
	}

	private static final Pattern OWNER = Pattern.compile("(?:Generated from network \"[^\\n]*?\" \\(id (\\S+)\\) of study|Block \"[^\\n]*?\" \\(id (\\S+)\\): )");
	private static final Pattern DECLARATION = Pattern.compile("\\n\\t?(?:public |protected |private |final )*(?:class \\w+|[\\w<>\\[\\]]+ (\\w+)\\()");
	private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

	private SourceLinks() {
	}

	/** Where a network's class, a block's method or the statement that makes a node is in a class of the generated source; null where it is not in this class. */
	public static Range range(String source, Element element) {
		return switch (element) {
		case Graph graph -> declaration(source, graph);
		case Node node -> statement(source, node);
		case Edge edge when edge.getTarget() != null -> statement(source, edge.getTarget());
		default -> element.eContainer() instanceof Element parent && !(element instanceof Study) ? range(source, parent) : null;
		};
	}

	private static Range declaration(String source, Graph graph) {
		Matcher owners = OWNER.matcher(source);
		while (owners.find())
			if (graph.getId().equals(id(owners))) {
				Matcher declaration = DECLARATION.matcher(source);
				int from = source.indexOf("*/", owners.end());
				if (from >= 0 && declaration.find(from)) {
					String name = declaration.group(1) != null ? declaration.group(1) : declaration.group().replaceAll(".*class ", "").strip();
					return new Range(source.indexOf(name, declaration.start()), name.length());
				}
			}
		return null;
	}

	private static Range statement(String source, Node node) {
		Graph graph = (Graph) node.eContainer();
		Range declared = declaration(source, graph);
		if (declared == null)
			return null;
		int end = graph instanceof Block ? end(source, declared.offset()) : source.length();
		Matcher quoted = QUOTED.matcher(source).region(declared.offset(), end);
		while (quoted.find())
			if (owner(source, quoted.start()).equals(graph.getId()) && isMade(source, quoted.start()) && named(quoted.group(1), graph).equals(node.getName()))
				return new Range(quoted.start(), quoted.group().length());
		return null;
	}

	/** The end of a method: the closing brace in the column of its declaration. */
	private static int end(String source, int declaration) {
		int end = source.indexOf("\n\t}\n", declaration);
		return end < 0 ? source.length() : end;
	}

	/** Whether the first text in a statement that is quoted is this one: it names what the statement makes, the others what feeds it. */
	private static boolean isMade(String source, int quote) {
		int line = source.lastIndexOf('\n', quote) + 1;
		return source.substring(line, quote).indexOf('"') < 0;
	}

	/** The element of the study that a place in a class of the generated source makes: a node, or else the block or network around it; null for none. */
	public static Element element(Study study, String source, int offset) {
		String id = owner(source, offset);
		Graph graph = Stream.concat(study.getNetworks().stream(), study.getBlocks().stream()).filter(each -> id.equals(each.getId())).findFirst().orElse(null);
		if (graph == null)
			return null;
		int start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
		int end = source.indexOf('\n', offset);
		Matcher quoted = QUOTED.matcher(source.substring(start, end < 0 ? source.length() : end));
		if (quoted.find()) {
			String name = named(quoted.group(1), graph);
			for (Node node : graph.getNodes())
				if (Objects.equals(node.getName(), name))
					return node;
		}
		return graph;
	}

	/** Inside a block, names are behind that of the use. */
	private static String named(String quoted, Graph graph) {
		String plain = quoted.replace("\\\"", "\"").replace("\\\\", "\\");
		return graph instanceof Network || !plain.startsWith("/") ? plain : plain.substring(1);
	}

	/** The id of the block whose method a place is in, or of the network whose class it is in; empty for neither. */
	private static String owner(String source, int offset) {
		String network = "";
		String block = "";
		int blockEnd = -1;
		Matcher owners = OWNER.matcher(source);
		while (owners.find() && owners.start() <= offset + 200) {
			if (owners.group(1) != null) {
				network = owners.group(1);
			} else if (source.lastIndexOf("/**", owners.start()) <= offset) {
				block = owners.group(2);
				blockEnd = end(source, owners.end());
			}
		}
		return !block.isEmpty() && offset <= blockEnd ? block : network;
	}

	private static String id(Matcher owner) {
		return owner.group(1) != null ? owner.group(1) : owner.group(2);
	}
}
