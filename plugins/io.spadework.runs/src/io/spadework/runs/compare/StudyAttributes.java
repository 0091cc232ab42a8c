package io.spadework.runs.compare;

import io.spadework.runs.RunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What one experiment of a study file says, as plain settings: {@code ngf} for a parameter with the experiment's overrides applied,
 * {@code plan.batch} for an attribute, {@code generator/seed} for an element's kind, {@code generator/seed.filters} for its attribute.
 * Elements are told apart by their ids; names and descriptions are no settings, and neither is the seed, which run.json holds.
 */
final class StudyAttributes {

	private static final long LARGEST = 32L << 20;
	private static final int DEEPEST = 64;
	private static final Set<String> WORDS = Set.of("id", "name", "description");
	/** Where XMI says of what kind an element is. */
	private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

	private final Path file;
	private final SortedMap<String, String> settings = new TreeMap<>();

	private StudyAttributes(Path file) {
		this.file = file;
	}

	/**
	 * The settings of an experiment.
	 *
	 * @param experiment its name; of a study with one experiment that one is taken, whatever its name
	 * @throws RunException the file can't be read, is no XML, or declares a document type
	 */
	static SortedMap<String, String> read(Path file, String experiment) throws RunException {
		StudyAttributes attributes = new StudyAttributes(file);
		attributes.gather(attributes.parse(), experiment);
		return attributes.settings;
	}

	/** An element of the file. */
	private record Node(String tag, String kind, Map<String, String> attributes, List<Node> children) {

		String get(String attribute) {
			return attributes.getOrDefault(attribute, "");
		}

		List<Node> children(String wanted) {
			return children.stream().filter(child -> child.tag.equals(wanted)).toList();
		}
	}

	private Node parse() throws RunException {
		try {
			long size = Files.size(file);
			if (size > LARGEST) {
				throw new RunException(file + " is " + size + " bytes; no study is larger than " + LARGEST);
			}
		} catch (NoSuchFileException e) {
			throw new RunException("there is no " + file.getFileName() + ", so what it was set up with is not known", e);
		} catch (IOException e) {
			throw new RunException(file + " can't be read: " + e, e);
		}
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		try (InputStream in = Files.newInputStream(file)) {
			XMLStreamReader reader = factory.createXMLStreamReader(in);
			List<Node> path = new ArrayList<>();
			Node root = null;
			while (reader.hasNext()) {
				switch (reader.next()) {
				case XMLStreamConstants.DTD -> throw new RunException(file + " declares a document type; a study has none");
				case XMLStreamConstants.START_ELEMENT -> {
					Node node = node(reader);
					if (path.isEmpty()) {
						root = node;
					} else {
						path.get(path.size() - 1).children.add(node);
					}
					path.add(node);
					if (path.size() > DEEPEST) {
						throw new RunException(file + " is nested deeper than " + DEEPEST + " elements, line " + reader.getLocation().getLineNumber());
					}
				}
				case XMLStreamConstants.END_ELEMENT -> path.remove(path.size() - 1);
				default -> {
					// Text and comments say nothing in a study.
				}
				}
			}
			return root;
		} catch (XMLStreamException e) {
			throw new RunException(file + " is no complete study: " + e.getMessage().replaceAll("\\s+", " "), e);
		} catch (IOException e) {
			throw new RunException(file + " can't be read: " + e, e);
		}
	}

	private static Node node(XMLStreamReader reader) {
		Map<String, String> attributes = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			if (reader.getAttributeNamespace(i) == null || reader.getAttributeNamespace(i).isEmpty()) {
				attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
			}
		}
		String type = reader.getAttributeValue(INSTANCE, "type");
		String tag = reader.getLocalName();
		return new Node(tag, type == null ? tag : type.substring(type.indexOf(':') + 1), attributes, new ArrayList<>());
	}

	private void gather(Node study, String experimentName) throws RunException {
		List<Node> experiments = study.children("experiments");
		Node experiment = experiments.stream().filter(one -> one.get("name").equals(experimentName)).findFirst()
				.orElse(experiments.size() == 1 ? experiments.get(0) : null);
		if (experiment == null) {
			throw new RunException(file + " has no experiment \"" + experimentName + "\"; it has " + String.join(", ", experiments.stream().map(one -> one.get("name")).toList()));
		}
		Map<String, String> overrides = new LinkedHashMap<>();
		experiment.children("overrides").forEach(override -> overrides.put(override.get("parameter"), override.get("value")));
		for (Node parameter : study.children("parameters")) {
			settings.put(parameter.get("name"), overrides.getOrDefault(parameter.get("id"), parameter.get("value")));
		}
		for (Node block : study.children("blocks")) {
			element("block/" + block.get("id"), block);
		}
		Map<String, Node> byId = new LinkedHashMap<>();
		study.children.forEach(child -> byId.put(child.get("id"), child));
		experiment.attributes.forEach((role, id) -> {
			Node referred = byId.get(id);
			if (referred != null && !WORDS.contains(role)) {
				element(role, referred);
			}
		});
		settings.remove("plan.seed");
	}

	private void element(String key, Node element) {
		settings.put(key, element.kind);
		element.attributes.forEach((name, value) -> {
			if (!WORDS.contains(name)) {
				settings.put(key + "." + name, name.equals("folder") ? place(value) : value);
			}
		});
		String role = key.indexOf('/') < 0 ? key : key.substring(0, key.indexOf('/'));
		for (Node child : element.children) {
			element((role.equals("block") ? key : role) + "/" + (child.get("id").isEmpty() ? child.tag : child.get("id")), child);
		}
	}

	/** A data folder is written as seen from the run; two runs that name the same one should say so. */
	private String place(String folder) {
		try {
			return file.resolveSibling(folder).normalize().toString();
		} catch (RuntimeException noPath) {
			return folder;
		}
	}
}
