package io.spadework.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.EcorePackage;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

import io.spadework.model.study.StudyPackage;

/**
 * Reads the text of a study file against the metamodel before anything is built from it, so that a wrong file is refused with the line, the element and the
 * attribute, and a hostile one without harm.
 */
final class Inspection extends DefaultHandler {

	/** No document type, hence no entities; nothing is fetched. */
	static final Map<String, Boolean> SAFE_FEATURES = Map.of(
			"http://apache.org/xml/features/disallow-doctype-decl", true,
			"http://xml.org/sax/features/external-general-entities", false,
			"http://xml.org/sax/features/external-parameter-entities", false,
			"http://apache.org/xml/features/nonvalidating/load-external-dtd", false,
			XMLConstants.FEATURE_SECURE_PROCESSING, true);

	private static final int LARGEST_FILE = 16 << 20;
	private static final int MOST_ELEMENTS = 100_000;
	private static final int DEEPEST = 16;
	private static final int LONGEST_VALUE = 100_000;
	private static final String XMI = "http://www.omg.org/XMI";
	private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
	private static final String NAMESPACE = StudyPackage.eNS_URI.substring(0, StudyPackage.eNS_URI.lastIndexOf('/') + 1);

	/** A reference to look up once all ids are known. */
	private record Reference(String place, int line, EReference feature, String id) {
	}

	/** Where an id was given away, and to what. */
	private record Holder(EClass type, int line) {
	}

	private final String file;
	private final Deque<EClass> open = new ArrayDeque<>();
	private final Map<String, Holder> holders = new HashMap<>();
	private final List<Reference> references = new ArrayList<>();
	private Locator locator;
	private int elements;

	Inspection(String file) {
		this.file = file;
	}

	/** The bytes of a stream; throws where there are more than a study can have. */
	static byte[] read(InputStream in, String file) throws IOException {
		byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
		if (bytes.length > LARGEST_FILE) {
			throw new IOException(file + " is larger than " + (LARGEST_FILE >> 20) + " MiB; a study is far smaller");
		}
		return bytes;
	}

	/** Returns where the text is a study that can be built; throws where it is not. */
	void inspect(byte[] text) throws StudyException {
		try {
			SAXParserFactory factory = SAXParserFactory.newInstance();
			factory.setNamespaceAware(true);
			for (Map.Entry<String, Boolean> feature : SAFE_FEATURES.entrySet()) {
				factory.setFeature(feature.getKey(), feature.getValue());
			}
			SAXParser parser = factory.newSAXParser();
			parser.parse(new InputSource(new ByteArrayInputStream(text)), this);
		} catch (Refusal e) {
			throw new StudyException(e.getMessage());
		} catch (SAXParseException e) {
			throw new StudyException(
					at(e.getLineNumber()) + (e.getMessage().contains("DOCTYPE") ? "a document type (DOCTYPE) is not allowed in a study; leave it out"
							: "not well-formed XML: " + e.getMessage()));
		} catch (SAXException | ParserConfigurationException | IOException e) {
			throw new StudyException(file + " cannot be read as XML: " + e.getMessage(), e);
		}
		for (Reference reference : references) {
			check(reference);
		}
	}

	@Override
	public void setDocumentLocator(Locator documentLocator) {
		locator = documentLocator;
	}

	@Override
	public InputSource resolveEntity(String publicId, String systemId) {
		return new InputSource(new ByteArrayInputStream(new byte[0]));
	}

	@Override
	public void processingInstruction(String target, String data) throws SAXException {
		throw refusal("a processing instruction (<?" + target + "?>) is not allowed in a study; leave it out");
	}

	@Override
	public void startElement(String namespace, String name, String prefixed, Attributes attributes) throws SAXException {
		if (++elements > MOST_ELEMENTS) {
			throw refusal("more than " + MOST_ELEMENTS + " elements; a study has far fewer");
		}
		if (open.size() >= DEEPEST) {
			throw refusal("elements are nested more than " + DEEPEST + " deep; a study is far flatter");
		}
		EClass type = open.isEmpty() ? root(namespace, name, prefixed) : contained(open.peek(), namespace, prefixed, attributes);
		open.push(type);
		String id = attributes.getValue("id");
		String place = "<" + prefixed + (id == null ? "" : " id=\"" + id + "\"") + "> (" + type.getName() + ")";
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
	public void endElement(String namespace, String name, String prefixed) {
		open.pop();
	}

	@Override
	public void characters(char[] text, int start, int length) throws SAXException {
		if (!new String(text, start, length).isBlank()) {
			throw refusal("text between the elements is not allowed in a study: \"" + shortened(new String(text, start, length).strip()) + "\"");
		}
	}

	private EClass root(String namespace, String name, String prefixed) throws SAXException {
		if (!namespace.equals(StudyPackage.eNS_URI)) {
			if (namespace.startsWith(NAMESPACE)) {
				throw refusal("the study is of format version " + namespace.substring(NAMESPACE.length()) + "; this Spadework reads version "
						+ StudyPackage.eNS_URI.substring(NAMESPACE.length()) + " (" + StudyPackage.eNS_URI + ")");
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
		if (value.length() > LONGEST_VALUE) {
			throw refusal(place + ": attribute " + name + " is " + value.length() + " characters long; " + LONGEST_VALUE + " are allowed");
		}
		if (feature instanceof EReference reference) {
			references.add(new Reference(place, line(), reference, value));
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

	private Refusal wrong(String place, EAttribute attribute, String value, String right) {
		return refusal(place + ": attribute " + attribute.getName() + " is \"" + shortened(value) + "\"; it must be " + right);
	}

	private Refusal refusal(String message) {
		return new Refusal(at(line()) + message);
	}

	private int line() {
		return locator == null ? -1 : locator.getLineNumber();
	}

	private String at(int line) {
		return file + (line > 0 ? ", line " + line : "") + ": ";
	}

	private static String shortened(String text) {
		return text.length() <= 80 ? text : text.substring(0, 77) + "...";
	}

	private static String tags(List<String> names) {
		return names.stream().map(name -> "<" + name + ">").collect(Collectors.joining(", "));
	}

	private static String kinds(EClass type) {
		return StudyPackage.eINSTANCE.getEClassifiers().stream().filter(each -> each instanceof EClass kind && !kind.isAbstract() && type.isSuperTypeOf(kind))
				.map(each -> StudyPackage.eNS_PREFIX + ":" + each.getName())
				.collect(Collectors.joining(", "));
	}

	/** Ends the parsing with a message for the person. */
	private static final class Refusal extends SAXException {
		private static final long serialVersionUID = 1L;

		Refusal(String message) {
			super(message);
		}
	}
}
