package io.spadework.sirius.tests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of an XMI file, written with one attribute order and two spaces a level. */
final class Xml {

	private final String name;
	private final Map<String, String> attributes = new LinkedHashMap<>();
	private final List<Xml> children = new ArrayList<>();

	private Xml(String name) {
		this.name = name;
	}

	static Xml of(String name) {
		return new Xml(name);
	}

	/** An element whose class differs from its feature's. */
	static Xml of(String name, String type) {
		return new Xml(name).with("xsi:type", type);
	}

	/** Sets an attribute; none for null. */
	Xml with(String attribute, String value) {
		if (value != null)
			attributes.put(attribute, value);
		return this;
	}

	Xml add(Xml... added) {
		for (Xml each : added)
			if (each != null)
				children.add(each);
		return this;
	}

	Xml add(List<Xml> added) {
		children.addAll(added);
		return this;
	}

	void write(StringBuilder text, String indent) {
		text.append(indent).append('<').append(name);
		attributes.forEach((attribute, value) -> text.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"'));
		if (children.isEmpty()) {
			text.append("/>\n");
			return;
		}
		text.append(">\n");
		children.forEach(child -> child.write(text, indent + "  "));
		text.append(indent).append("</").append(name).append(">\n");
	}

	private static String escaped(String value) {
		return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("\n", "&#xA;");
	}
}
