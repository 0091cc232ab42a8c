package io.spadework.sirius.tests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EAnnotation;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.EcorePackage;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceFactoryImpl;

import io.spadework.model.study.StudyPackage;

/** The viewpoint specification, read with Sirius's own metamodels as they are in a folder, without Sirius. */
final class Specification {

	/** Where the metamodels are; not set where they are not at hand. */
	static final String METAMODELS = "spadework.siriusMetamodels";
	/** Maven says "null" where a property has no value. */
	static final String GIVEN = "(?!null$).+";

	private static final String EXPRESSION = "InterpretedExpression";
	private static final String VARIABLES = "http://www.eclipse.org/sirius/interpreted/expression/variables";

	private static Specification committed;

	private final ResourceSet resources = new ResourceSetImpl();
	private final Resource design;

	/** A place where an expression stands. */
	record Expression(EObject element, EAttribute feature, String text) {

		@Override
		public String toString() {
			return path(element) + "/" + feature.getName() + " " + text;
		}
	}

	Specification(String text) {
		resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("ecore", new EcoreResourceFactoryImpl());
		resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("odesign", new XMIResourceFactoryImpl());
		resources.getPackageRegistry().put(EcorePackage.eNS_URI, EcorePackage.eINSTANCE);
		resources.getPackageRegistry().put(StudyPackage.eNS_URI, StudyPackage.eINSTANCE);
		Path folder = Path.of(System.getProperty(METAMODELS));
		Resource ecore = EcorePackage.eINSTANCE.eResource();
		for (String uri : List.of("platform:/plugin/org.eclipse.emf.ecore/model/Ecore.ecore", "platform:/resource/org.eclipse.emf.ecore/model/Ecore.ecore"))
			resources.getURIConverter().getURIMap().put(URI.createURI(uri), ecore.getURI());
		resources.getResources().add(ecore);
		for (String name : List.of("viewpoint", "diagram", "table")) {
			String plugin = "viewpoint".equals(name) ? "org.eclipse.sirius.model" : "org.eclipse.sirius." + name + ".model";
			resources.getURIConverter().getURIMap().put(URI.createURI("platform:/resource/" + plugin + "/model/" + name + ".ecore"), URI.createFileURI(folder.resolve(name + ".ecore").toString()));
			register((EPackage) resources.getResource(URI.createURI("platform:/resource/" + plugin + "/model/" + name + ".ecore"), true).getContents().getFirst());
		}
		design = resources.createResource(URI.createURI("platform:/plugin/io.spadework.sirius/description/spadework.odesign"));
		try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
			design.load(in, Map.of());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The committed file. */
	static Path file() {
		return Stream.of("../io.spadework.sirius", "plugins/io.spadework.sirius").map(folder -> Path.of(folder, "description", "spadework.odesign")).filter(each -> Files.isDirectory(each.getParent()))
				.findFirst().orElseThrow();
	}

	/** The committed specification, which no test changes. */
	static synchronized Specification committed() throws IOException {
		if (committed == null)
			committed = new Specification(Files.readString(file()));
		return committed;
	}

	private void register(EPackage ePackage) {
		resources.getPackageRegistry().put(ePackage.getNsURI(), ePackage);
		ePackage.getESubpackages().forEach(this::register);
	}

	/** What could not be read. */
	List<String> errors() {
		return design.getErrors().stream().map(Object::toString).toList();
	}

	/** References that lead nowhere. */
	List<String> dangling() {
		List<String> dangling = new ArrayList<>();
		EcoreUtil.UnresolvedProxyCrossReferencer.find(design).forEach((proxy, settings) -> dangling.add(EcoreUtil.getURI(proxy) + " in " + path(settings.iterator().next().getEObject())));
		return dangling;
	}

	/** Every element. */
	List<EObject> all() {
		List<EObject> all = new ArrayList<>();
		design.getAllContents().forEachRemaining(all::add);
		return all;
	}

	/** The elements of a class of Sirius, or of one that inherits from it. */
	List<EObject> all(String type) {
		return all().stream().filter(each -> is(each, type)).toList();
	}

	/** Whether an element is of a class, or of one that inherits from it. */
	static boolean is(EObject element, String type) {
		return element.eClass().getName().equals(type) || element.eClass().getEAllSuperTypes().stream().anyMatch(each -> each.getName().equals(type));
	}

	/** The element of a class that has a name. */
	EObject named(String type, String name) {
		return all(type).stream().filter(each -> name.equals(value(each, "name"))).findFirst().orElseThrow(() -> new IllegalArgumentException("no " + type + " " + name));
	}

	/** A tool of a representation, by name. */
	EObject tool(String representation, String name) {
		EObject owner = named("RepresentationDescription", representation);
		return all("AbstractToolDescription").stream().filter(each -> name.equals(value(each, "name")) && EcoreUtil.isAncestor(owner, each)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("no tool " + name + " in " + representation));
	}

	/** The value of a feature. */
	static Object value(EObject element, String feature) {
		return element.eGet(Objects.requireNonNull(element.eClass().getEStructuralFeature(feature), element.eClass().getName() + " has no " + feature));
	}

	/** The expressions that are stated. */
	List<Expression> expressions() {
		List<Expression> expressions = new ArrayList<>();
		for (EObject element : all())
			for (EAttribute attribute : element.eClass().getEAllAttributes())
				if (EXPRESSION.equals(attribute.getEType().getName()) && element.eIsSet(attribute) && element.eGet(attribute) instanceof String text && !text.isEmpty())
					expressions.add(new Expression(element, attribute, text));
		return expressions;
	}

	/** The variables that Sirius's metamodel says an expression of a feature can use. */
	static Map<String, String> variables(EAttribute feature) {
		EAnnotation annotation = feature.getEAnnotation(VARIABLES);
		Map<String, String> variables = new LinkedHashMap<>();
		if (annotation != null)
			annotation.getDetails().forEach(each -> variables.put(each.getKey(), each.getValue()));
		return variables;
	}

	/** A class of Sirius's metamodels. */
	EClass type(String name) {
		return resources.getResources().stream().flatMap(resource -> {
			List<EClass> classes = new ArrayList<>();
			resource.getAllContents().forEachRemaining(each -> {
				if (each instanceof EClass found && name.equals(found.getName()))
					classes.add(found);
			});
			return classes.stream();
		}).findFirst().orElseThrow(() -> new IllegalArgumentException(name));
	}

	/** Where an element is, for messages. */
	static String path(EObject element) {
		StringBuilder path = new StringBuilder();
		for (EObject each = element; each != null; each = each.eContainer())
			if (each.eClass().getEStructuralFeature("name") != null && each.eClass().getEStructuralFeature("name") instanceof EAttribute)
				path.insert(0, "/" + value(each, "name"));
			else
				path.insert(0, "/" + each.eClass().getName());
		return path.toString();
	}
}
