package io.spadework.codegen;

import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;

/** How messages and Javadoc name the element of the study that they are about. */
final class Elements {

	private Elements() {
	}

	/** For example {@code Convolution "to image" (id toImage)}. */
	static String describe(Element element) {
		return element.eClass().getName() + " " + nameAndId(element);
	}

	/** For example {@code "to image" (id toImage)}; only the name where the two are the same. */
	static String nameAndId(Element element) {
		String id = plain(element.getId());
		String name = element instanceof NamedElement named ? plain(named.getName()) : "";
		return name.isEmpty() ? "(id " + id + ")" : name.equals(id) ? "\"" + name + "\"" : "\"" + name + "\" (id " + id + ")";
	}

	private static String plain(String text) {
		return text == null ? "" : JavaText.clip(text.replaceAll("[\\p{C}\\s]+", " ").strip());
	}
}
