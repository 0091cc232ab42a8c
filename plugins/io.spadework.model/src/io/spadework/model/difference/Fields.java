package io.spadework.model.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyPackage;

/** What two elements say, feature by feature; expressions with their values, as equal texts may mean different numbers. */
final class Fields {

	private final Scope before;
	private final Scope after;
	private final BiPredicate<Block, Block> sameBlock;

	Fields(Scope before, Scope after, BiPredicate<Block, Block> sameBlock) {
		this.before = before;
		this.after = after;
		this.sameBlock = sameBlock;
	}

	/** The differences of two elements, of which the kind may differ too. */
	List<FieldDifference> of(Element first, Element second) {
		Map<String, String> one = values(first, before);
		Map<String, String> other = values(second, after);
		Set<String> names = new LinkedHashSet<>(one.keySet());
		names.addAll(other.keySet());
		List<FieldDifference> found = new ArrayList<>();
		if (first.eClass() != second.eClass()) {
			return List.of(new FieldDifference("kind", first.eClass().getName(), second.eClass().getName()));
		}
		for (String name : names) {
			String said = one.getOrDefault(name, "");
			String says = other.getOrDefault(name, "");
			if (!said.equals(says)) {
				found.add(new FieldDifference(name, said, says));
			}
		}
		if (first instanceof BlockUse use && second instanceof BlockUse now && use.getBlock() != null && now.getBlock() != null
				&& name(use.getBlock()).equals(name(now.getBlock())) && !sameBlock.test(use.getBlock(), now.getBlock())) {
			found.add(new FieldDifference("inside", name(use.getBlock()), name(now.getBlock()) + ", changed"));
		}
		return List.copyOf(found);
	}

	private static Map<String, String> values(Element element, Scope scope) {
		Map<String, String> values = new LinkedHashMap<>();
		for (EAttribute attribute : element.eClass().getEAllAttributes()) {
			if (attribute == StudyPackage.Literals.ELEMENT__ID || attribute.getName().equals("description")) {
				continue;
			}
			Object value = element.eGet(attribute);
			String text = value == null ? "" : EcoreUtil.convertToString(attribute.getEAttributeType(), value);
			values.put(attribute.getName(), attribute.getEAttributeType() == StudyPackage.Literals.EXPRESSION ? withValue(text, scope) : text);
		}
		for (EReference reference : element.eClass().getEAllReferences()) {
			if (!reference.isContainment() && !reference.isTransient() && !reference.isMany() && element.eGet(reference) instanceof NamedElement named) {
				values.put(reference.getName(), name(named));
			}
		}
		if (element instanceof BlockUse use) {
			for (Argument argument : use.getArguments()) {
				values.put(name(argument.getParameter()), withValue(argument.getValue(), scope));
			}
		} else if (element instanceof Block block) {
			for (BlockParameter parameter : block.getParameters()) {
				values.put("parameter " + name(parameter), parameter.getValue() == null ? "" : parameter.getValue());
			}
		} else if (element instanceof Stage stage && stage.getUpTo() == null) {
			values.put("upTo", "its image");
		}
		return values;
	}

	private static String name(NamedElement element) {
		return element == null || element.getName() == null ? "" : element.getName();
	}

	/** As in "16*ngf = 256"; inside of a block a text may have no value of its own. */
	private static String withValue(String text, Scope scope) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		try {
			String value = Scope.text(scope.value(text));
			return value.equals(text) ? text : text + " = " + value;
		} catch (ExpressionException noValue) {
			return text;
		}
	}
}
