package io.spadework.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

import io.spadework.model.study.StudyPackage;

/** Goes through the text of a study file element by element; bounded, and without document types, entities, or anything fetched, so that a hostile file does no harm. */
abstract class StudyReader extends DefaultHandler {

	/** No document type, hence no entities; nothing is fetched. */
	static final Map<String, Boolean> SAFE_FEATURES = Map.of(
			"http://apache.org/xml/features/disallow-doctype-decl", true,
			"http://xml.org/sax/features/external-general-entities", false,
			"http://xml.org/sax/features/external-parameter-entities", false,
			"http://apache.org/xml/features/nonvalidating/load-external-dtd", false,
			XMLConstants.FEATURE_SECURE_PROCESSING, true);

	static final String XMI = "http://www.omg.org/XMI";
	static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
	/** Begins the namespace of every format version. */
	static final String NAMESPACE = StudyPackage.eNS_URI.substring(0, StudyPackage.eNS_URI.lastIndexOf('/') + 1);

	private static final int LARGEST_FILE = 16 << 20;
	private static final int MOST_ELEMENTS = 20_000;
	private static final int DEEPEST = 16;
	private static final int LONGEST_VALUE = 100_000;

	private final String file;
	private Locator locator;
	private int elements;
	private int depth;

	/** The name stands for the file in messages. */
	StudyReader(String file) {
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

	/** Goes through a text; throws where it is refused. */
	final void parse(byte[] text) throws StudyException {
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
	}

	/** An element begins. */
	abstract void open(String namespace, String name, String prefixed, Attributes attributes) throws SAXException;

	/** The element that was opened last and is open still ends. */
	abstract void close();

	@Override
	public final void setDocumentLocator(Locator documentLocator) {
		locator = documentLocator;
	}

	@Override
	public final InputSource resolveEntity(String publicId, String systemId) {
		return new InputSource(new ByteArrayInputStream(new byte[0]));
	}

	@Override
	public final void processingInstruction(String target, String data) throws SAXException {
		throw refusal("a processing instruction (<?" + target + "?>) is not allowed in a study; leave it out");
	}

	@Override
	public final void startElement(String namespace, String name, String prefixed, Attributes attributes) throws SAXException {
		if (++elements > MOST_ELEMENTS) {
			throw refusal("more than " + MOST_ELEMENTS + " elements; a study has far fewer");
		}
		if (depth++ >= DEEPEST) {
			throw refusal("elements are nested more than " + DEEPEST + " deep; a study is far flatter");
		}
		for (int i = 0; i < attributes.getLength(); i++) {
			int length = attributes.getValue(i).length();
			if (length > LONGEST_VALUE) {
				throw refusal("<" + prefixed + ">: attribute " + attributes.getLocalName(i) + " is " + length + " characters long; " + LONGEST_VALUE + " are allowed");
			}
		}
		open(namespace, name, prefixed, attributes);
	}

	@Override
	public final void endElement(String namespace, String name, String prefixed) {
		depth--;
		close();
	}

	@Override
	public final void characters(char[] text, int start, int length) throws SAXException {
		if (!new String(text, start, length).isBlank()) {
			throw refusal("text between the elements is not allowed in a study: \"" + shortened(new String(text, start, length).strip()) + "\"");
		}
	}

	/** Ends the parsing with a message for the person, at the line that is being read. */
	final SAXException refusal(String message) {
		return new Refusal(at(line()) + message);
	}

	/** The line that is being read. */
	final int line() {
		return locator == null ? -1 : locator.getLineNumber();
	}

	/** Begins a message about a line. */
	final String at(int line) {
		return file + (line > 0 ? ", line " + line : "") + ": ";
	}

	/** An element in words, such as "<nodes id="c"> (Convolution)". */
	static String place(String prefixed, String id, String type) {
		return "<" + prefixed + (id == null ? "" : " id=\"" + id + "\"") + "> (" + type + ")";
	}

	static String shortened(String text) {
		return text.length() <= 80 ? text : text.substring(0, 77) + "...";
	}

	private static final class Refusal extends SAXException {
		private static final long serialVersionUID = 1L;

		Refusal(String message) {
			super(message);
		}
	}
}
