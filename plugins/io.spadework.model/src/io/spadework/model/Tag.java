package io.spadework.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of a study's text: its attributes in their order, its children, and the line where it stands. */
final class Tag {

	private static final String TYPE = "xsi:type";
	private static final String PREFIX = "study:";

	private final String name;
	private final int line;
	private final Map<String, String> attributes = new LinkedHashMap<>();
	private final List<Tag> children = new ArrayList<>();

	Tag(String name, int line) {
		this.name = name;
		this.line = line;
	}

	/** A node of a graph. */
	static Tag node(String type, String id, String name, int line) {
		return new Tag("nodes", line).set(TYPE, PREFIX + type).set("id", id).set("name", name);
	}

	/** An edge of a graph; without a port it enters at data. */
	static Tag edge(String id, String source, String target, String port, int line) {
		return new Tag("edges", line).set("id", id).set("source", source).set("target", target).set("port", port);
	}

	String name() {
		return name;
	}

	int line() {
		return line;
	}

	/** The kind of element that is stated, without a prefix; empty where none is. */
	String type() {
		String type = attributes.getOrDefault(TYPE, "");
		return type.substring(type.indexOf(':') + 1);
	}

	/** An attribute's value; null where it is not stated. */
	String get(String attribute) {
		return attributes.get(attribute);
	}

	/** Sets an attribute; null takes it away. */
	Tag set(String attribute, String value) {
		if (value == null) {
			attributes.remove(attribute);
		} else {
			attributes.put(attribute, value);
		}
		return this;
	}

	Map<String, String> attributes() {
		return attributes;
	}

	List<Tag> children() {
		return children;
	}

	/** The children of a name. */
	List<Tag> children(String childName) {
		return children.stream().filter(child -> child.name.equals(childName)).toList();
	}

	/** Writes the element so that every element stands in its line, as far as the order of the elements allows. */
	void write(StringBuilder text, int[] lines) {
		for (; lines[0] < line; lines[0]++) {
			text.append('\n');
		}
		text.append('<').append(name);
		attributes.forEach((attribute, value) -> text.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"'));
		if (children.isEmpty()) {
			text.append("/>");
			return;
		}
		text.append('>');
		children.forEach(child -> child.write(text, lines));
		text.append("</").append(name).append('>');
	}

	private static String escaped(String value) {
		return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;");
	}
}
