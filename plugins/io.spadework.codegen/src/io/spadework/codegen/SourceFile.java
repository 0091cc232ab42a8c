package io.spadework.codegen;

import java.util.Map;
import java.util.TreeMap;

/** One Java file in the making: collects imports and lines, keeps the indentation. */
final class SourceFile {

	private final String packageName;
	private final Map<String, String> imports = new TreeMap<>();
	private final StringBuilder lines = new StringBuilder();
	private int depth;

	SourceFile(String packageName) {
		this.packageName = packageName;
	}

	/** Imports a class and returns how to call it. */
	String use(String qualifiedName) {
		String simpleName = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
		imports.put(qualifiedName, simpleName);
		return simpleName;
	}

	/** Adds a line, or several with line ends between them. */
	SourceFile line(String line) {
		line.lines().forEach(each -> lines.append("\t".repeat(depth)).append(each).append('\n'));
		return this;
	}

	/** Adds an empty line. */
	SourceFile gap() {
		lines.append('\n');
		return this;
	}

	/** Adds a line that begins a block. */
	SourceFile open(String line) {
		line(line + " {");
		depth++;
		return this;
	}

	/** Ends the innermost block. */
	SourceFile close() {
		depth--;
		return line("}");
	}

	/** Adds what another file in the making has collected, one block deeper or not, and its imports. */
	SourceFile include(SourceFile other) {
		imports.putAll(other.imports);
		other.lines.toString().lines().forEach(line -> {
			if (line.isEmpty()) {
				gap();
			} else {
				line(line);
			}
		});
		return this;
	}

	/** The whole file. */
	String text() {
		StringBuilder text = new StringBuilder("package ").append(packageName).append(";\n\n");
		imports.keySet().forEach(name -> text.append("import ").append(name).append(";\n"));
		return text.append(imports.isEmpty() ? "" : "\n").append(lines).toString();
	}
}
