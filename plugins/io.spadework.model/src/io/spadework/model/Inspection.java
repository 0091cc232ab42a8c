package io.spadework.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.EcorePackage;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

import io.spadework.model.study.StudyPackage;

/**
 * Reads the text of a study file against the metamodel before anything is built from it, so that a wrong file is refused with the line, the element and the
 * attribute, and a hostile one without harm.
 */
final class Inspection extends StudyReader {

	/** The format version that this Spadework writes. */
	static final int VERSION = Integer.parseInt(StudyPackage.eNS_URI.substring(NAMESPACE.length()));

	/** Every experiment judges all elements, in each phase. */
	private static final long MOST_JUDGED = 10_000_000;

	/** A reference to look up once all ids are known. */
	private record Reference(String place, int line, EReference feature, String id) {
	}

	/** Where an id was given away, and to what. */
	private record Holder(EClass type, int line) {
	}

	private final Deque<EClass> open = new ArrayDeque<>();
	private final Map<String, Holder> holders = new HashMap<>();
	private final List<Reference> references = new ArrayList<>();
	private long all;
	private long experiments;
	private long phases;

	Inspection(String file) {
		super(file);
	}

	/**
	 * Returns the format version: a text of this Spadework's version is a study that can be built; one of an older version has to be migrated before it can be told. Throws
	 * where it is no study.
	 */
	int inspect(byte[] text) throws StudyException {
		try {
			parse(text);
		} catch (OlderFormat e) {
			return e.version;
		}
		if (all * experiments * (1 + phases) > MOST_JUDGED) {
			throw new StudyException(at(0) + "a study of " + all + " elements with " + experiments + " experiments and " + phases
					+ " phases is more than can be judged; fewer experiments are needed, perhaps a sweep instead");
		}
		for (Reference reference : references) {
			check(reference);
		}
		return VERSION;
	}

	@Override
	void open(String namespace, String name, String prefixed, Attributes attributes) throws SAXException {
		EClass type = open.isEmpty() ? root(namespace, name, prefixed) : contained(open.peek(), namespace, prefixed, attributes);
		open.push(type);
		all++;
		experiments += type == StudyPackage.Literals.EXPERIMENT ? 1 : 0;
		phases += type == StudyPackage.Literals.PHASE ? 1 : 0;
		String id = attributes.getValue("id");
		String place = place(prefixed, id, type.getName());
		for (int i = 0; i < attributes.getLength(); i++) {
			attribute(type, place, attributes, i);
		}
		if (id != null) {
			if (!Ids.isWellFormed(id)) {
				throw refusal(place + ": an id is made of letters, digits, \"_\", \"-\" and \".\", a letter or \"_\" first");
			}
			Holder other = holders.put(id, new Holder(type, line()));
			if (other != null) {
				throw refusal(place + ": the id is taken by a " + other.type().getName() + " in line " + other.line() + "; ids must be unique in the file");
			}
		}
	}

	@Override
	void close() {
		open.pop();
	}

	private EClass root(String namespace, String name, String prefixed) throws SAXException {
		if (!namespace.equals(StudyPackage.eNS_URI)) {
			if (namespace.equals(NAMESPACE + Migration.FROM)) {
				throw new OlderFormat(Migration.FROM);
			}
			if (namespace.startsWith(NAMESPACE)) {
				throw refusal("the study is of format version " + namespace.substring(NAMESPACE.length()) + "; this Spadework reads version "
						+ VERSION + " (" + StudyPackage.eNS_URI + ")");
			}
			throw refusal("<" + prefixed + "> is not the root of a study; a study begins with <study:Study xmlns:study=\"" + StudyPackage.eNS_URI + "\" ...>");
		}
		if (!name.equals(StudyPackage.Literals.STUDY.getName())) {
			throw refusal("<" + prefixed + "> cannot be the root; it must be <study:Study>");
		}
		return StudyPackage.Literals.STUDY;
	}

	private EClass contained(EClass parent, String namespace, String prefixed, Attributes attributes) throws SAXException {
		EStructuralFeature feature = namespace.isEmpty() ? parent.getEStructuralFeature(prefixed) : null;
		if (attributes.getValue("href") != null) {
			throw refusal(
					"<" + prefixed + " href=\"" + shortened(attributes.getValue("href")) + "\"> refers outside the file; a study holds everything itself");
		}
		if (!(feature instanceof EReference reference) || !reference.isContainment()) {
			List<String> names = parent.getEAllContainments().stream().map(EReference::getName).toList();
			throw refusal("<" + prefixed + "> is not known inside a " + parent.getName() + "; "
					+ (names.isEmpty() ? "it holds no elements" : "known are " + tags(names)));
		}
		EClass type = reference.getEReferenceType();
		String stated = attributes.getValue(XSI, "type");
		if (stated != null) {
			type = type(stated, prefixed, reference);
		}
		if (type.isAbstract()) {
			throw refusal("<" + prefixed + "> needs an xsi:type: one of " + kinds(type));
		}
		return type;
	}

	private EClass type(String stated, String prefixed, EReference reference) throws SAXException {
		int colon = stated.indexOf(':');
		EClassifier classifier = StudyPackage.eINSTANCE.getEClassifier(stated.substring(colon + 1));
		if (!(classifier instanceof EClass type) || type.isAbstract() || !reference.getEReferenceType().isSuperTypeOf(type)) {
			throw refusal(
					"<" + prefixed + " xsi:type=\"" + shortened(stated) + "\">: the type is not known here; known are " + kinds(reference.getEReferenceType()));
		}
		return type;
	}

	private void attribute(EClass type, String place, Attributes attributes, int i) throws SAXException {
		String namespace = attributes.getURI(i);
		String name = attributes.getLocalName(i);
		String value = attributes.getValue(i);
		if (namespace.equals(XSI) && name.equals("type") || namespace.equals(XMI) && name.equals("version")) {
			return;
		}
		EStructuralFeature feature = namespace.isEmpty() ? type.getEStructuralFeature(name) : null;
		if (feature == null || feature.isTransient() || feature instanceof EReference reference && reference.isContainment()) {
			List<String> names = type.getEAllStructuralFeatures().stream()
					.filter(each -> !each.isTransient() && !(each instanceof EReference reference && reference.isContainment()))
					.map(EStructuralFeature::getName).toList();
			throw refusal(place + ": attribute " + attributes.getQName(i) + " is not known; known are " + String.join(", ", names));
		}
		if (feature instanceof EReference reference) {
			for (String id : reference.isMany() ? value.strip().split("\\s+") : new String[] { value }) {
				references.add(new Reference(place, line(), reference, id));
			}
		} else {
			value(place, (EAttribute) feature, value);
		}
	}

	private void value(String place, EAttribute attribute, String value) throws SAXException {
		if (attribute.getEAttributeType() instanceof EEnum kinds) {
			if (kinds.getEEnumLiteralByLiteral(value) == null) {
				throw wrong(place, attribute, value, "one of " + kinds.getELiterals().stream().map(EEnumLiteral::getLiteral).collect(Collectors.joining(", ")));
			}
		} else if (attribute.getEAttributeType() == EcorePackage.Literals.EBOOLEAN) {
			if (!value.equals("true") && !value.equals("false")) {
				throw wrong(place, attribute, value, "true or false");
			}
		} else if (attribute.getEAttributeType() == EcorePackage.Literals.ELONG) {
			try {
				Long.parseLong(value);
			} catch (NumberFormatException e) {
				throw wrong(place, attribute, value, "a whole number of at most 64 bits");
			}
		}
	}

	private void check(Reference reference) throws StudyException {
		String start = at(reference.line()) + reference.place() + ": " + reference.feature().getName() + " refers to ";
		String wanted = reference.feature().getEReferenceType().getName();
		if (reference.id().indexOf('#') >= 0 || reference.id().indexOf('/') >= 0) {
			throw new StudyException(
					start + "\"" + shortened(reference.id()) + "\", which may lie outside the file; it must be the id of a " + wanted + " in the file");
		}
		Holder holder = holders.get(reference.id());
		if (holder == null) {
			throw new StudyException(start + "\"" + shortened(reference.id()) + "\", but no element has that id; it must be the id of a " + wanted);
		}
		if (!reference.feature().getEReferenceType().isSuperTypeOf(holder.type())) {
			throw new StudyException(
					start + "\"" + reference.id() + "\", which is a " + holder.type().getName() + " (line " + holder.line() + "); it must be a " + wanted);
		}
	}

	private SAXException wrong(String place, EAttribute attribute, String value, String right) {
		return refusal(place + ": attribute " + attribute.getName() + " is \"" + shortened(value) + "\"; it must be " + right);
	}

	private static String tags(List<String> names) {
		return names.stream().map(name -> "<" + name + ">").collect(Collectors.joining(", "));
	}

	private static String kinds(EClass type) {
		return StudyPackage.eINSTANCE.getEClassifiers().stream().filter(each -> each instanceof EClass kind && !kind.isAbstract() && type.isSuperTypeOf(kind))
				.map(each -> StudyPackage.eNS_PREFIX + ":" + each.getName())
				.collect(Collectors.joining(", "));
	}

	/** Ends the parsing of a study of an older version. */
	private static final class OlderFormat extends RuntimeException {
		private static final long serialVersionUID = 1L;

		private final int version;

		OlderFormat(int version) {
			this.version = version;
		}
	}
}
