package io.spadework.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.edit.changes.Change;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;

/** The text of a node in an editor that has one field for a node: its name, and its main value where it has one, as in "seed = 16*ngf". */
public final class EditText {

	private static final String EQUALS = " = ";

	private EditText() {
	}

	/** The text to be changed. */
	public static String of(NamedElement element) {
		String name = Objects.requireNonNullElse(element.getName(), "");
		EAttribute value = element instanceof Node node ? MainValue.of(node) : null;
		return value == null ? name : name + EQUALS + Objects.requireNonNullElse(element.eGet(value), "");
	}

	/** What a changed text asks for: another name, another main value, or both. */
	public static Change change(NamedElement element, String text) {
		EAttribute value = element instanceof Node node ? MainValue.of(node) : null;
		int equals = value == null ? -1 : text.lastIndexOf('=');
		List<SetValue> changes = new ArrayList<>();
		String name = (equals < 0 ? text : text.substring(0, equals)).strip();
		if (!name.equals(element.getName()))
			changes.add(SetValue.rename(element, name));
		if (equals >= 0 && !text.substring(equals + 1).strip().equals(Objects.requireNonNullElse(element.eGet(value), "")))
			changes.add(new SetValue(List.of(element), value, text.substring(equals + 1).strip()));
		return changes.size() == 1 ? changes.getFirst() : new Both(changes);
	}

	/** Changes that are made together or not at all. */
	private record Both(List<SetValue> changes) implements Change {

		@Override
		public String label() {
			return "Edit";
		}

		@Override
		public String refusal() {
			return changes.isEmpty() ? "This is the text already." : changes.stream().map(Change::refusal).filter(Objects::nonNull).findFirst().orElse(null);
		}

		@Override
		public void make() {
			changes.forEach(Change::make);
		}
	}
}
