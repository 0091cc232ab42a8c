package io.spadework.diagram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;

import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Notation;
import io.spadework.notation.Title;

/** The properties of an element as the properties view shows them, not to be changed there. */
final class ElementProperties implements IPropertySource {

	private static final String WRITTEN = "Study file";
	private static final String FOLLOWS = "What follows";

	private final Element element;
	private final Map<String, Object> written = new LinkedHashMap<>();
	private final Map<String, Object> follows = new LinkedHashMap<>();

	/**
	 * Properties of an element.
	 *
	 * @param notation of the graph that the element is in; may be null
	 */
	ElementProperties(Element element, Notation notation) {
		this.element = element;
		for (EStructuralFeature feature : element.eClass().getEAllStructuralFeatures())
			if (feature instanceof EAttribute || feature instanceof EReference reference && !reference.isContainment() && !reference.isTransient())
				written.put(feature.getName(), text(element.eGet(feature)));
		if (notation != null)
			follow(notation);
	}

	private void follow(Notation notation) {
		switch (element) {
		case Node node -> {
			NodeNotation look = notation.of(node);
			follows.put("kind", look.kind());
			follows.put("output", look.output());
			follows.put("learned parameters", look.parameters());
			follows.put("multiply-adds", look.multiplyAdds());
			follows.put("formula", look.formula().replace('\n', ';'));
		}
		case Edge edge -> follows.put("shape", notation.of(edge).label());
		case Graph graph -> {
			Title title = notation.title();
			follows.put("costs", title.totals());
			for (int i = 0; i < title.scales().size(); i++)
				follows.put("scale " + (i + 1), title.scales().get(i));
		}
		default -> { }
		}
	}

	private static String text(Object value) {
		if (value instanceof NamedElement named)
			return named.getName();
		if (value instanceof List<?> list)
			return list.stream().map(ElementProperties::text).collect(Collectors.joining(", "));
		return value == null ? "" : value.toString();
	}

	@Override
	public IPropertyDescriptor[] getPropertyDescriptors() {
		return Stream.concat(descriptors(written, WRITTEN), descriptors(follows, FOLLOWS)).toArray(IPropertyDescriptor[]::new);
	}

	private static Stream<IPropertyDescriptor> descriptors(Map<String, Object> values, String category) {
		return values.keySet().stream().map(name -> {
			PropertyDescriptor descriptor = new PropertyDescriptor(category + "/" + name, name);
			descriptor.setCategory(category);
			return descriptor;
		});
	}

	@Override
	public Object getPropertyValue(Object id) {
		String key = (String) id;
		return key.startsWith(WRITTEN) ? written.get(key.substring(WRITTEN.length() + 1)) : follows.get(key.substring(FOLLOWS.length() + 1));
	}

	@Override
	public Object getEditableValue() {
		return element;
	}

	@Override
	public boolean isPropertySet(Object id) {
		return false;
	}

	@Override
	public void resetPropertyValue(Object id) {
		throw new UnsupportedOperationException("The properties of a study are read here, not changed");
	}

	@Override
	public void setPropertyValue(Object id, Object value) {
		throw new UnsupportedOperationException("The properties of a study are read here, not changed");
	}
}
