package io.spadework.emfgen;

import java.io.File;

import org.eclipse.emf.codegen.ecore.generator.Generator;
import org.eclipse.emf.codegen.ecore.generator.GeneratorAdapterFactory;
import org.eclipse.emf.codegen.ecore.genmodel.GenModel;
import org.eclipse.emf.codegen.ecore.genmodel.GenModelPackage;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenBaseGeneratorAdapter;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenModelGeneratorAdapterFactory;
import org.eclipse.emf.common.util.BasicMonitor;
import org.eclipse.emf.common.util.Diagnostic;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.plugin.EcorePlugin;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;
import org.eclipse.emf.ecore.xmi.impl.XMIResourceFactoryImpl;

/** Generates EMF code at build time, without OSGi: <code>Main PLUGINS_FOLDER PROJECT/PATH.genmodel [model] [edit]</code>. */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) throws Exception {
		registerProjects(new File(arguments[0]).getCanonicalFile());
		registerFormats();
		GenModel genModel = load(arguments[1]);
		Generator generator = new Generator();
		generator.setInput(genModel);
		for (int i = 2; i < arguments.length; i++) {
			Object project = switch (arguments[i]) {
			case "model" -> GenBaseGeneratorAdapter.MODEL_PROJECT_TYPE;
			case "edit" -> GenBaseGeneratorAdapter.EDIT_PROJECT_TYPE;
			default -> throw new IllegalArgumentException("expected model or edit, not " + arguments[i]);
			};
			refuseErrors(generator.generate(genModel, project, new BasicMonitor()));
		}
	}

	/** platform:/resource/PROJECT means the folder of that name, as in a workspace. */
	private static void registerProjects(File plugins) {
		for (File project : plugins.listFiles(File::isDirectory)) {
			EcorePlugin.getPlatformResourceMap().put(project.getName(), URI.createFileURI(project.getPath() + "/"));
		}
	}

	private static void registerFormats() {
		Resource.Factory.Registry.INSTANCE.getExtensionToFactoryMap().put("ecore", new EcoreResourceFactoryImpl());
		Resource.Factory.Registry.INSTANCE.getExtensionToFactoryMap().put("genmodel", new XMIResourceFactoryImpl());
		GenModelPackage.eINSTANCE.eClass();
		GeneratorAdapterFactory.Descriptor.Registry.INSTANCE.addDescriptor(GenModelPackage.eNS_URI,
				GenModelGeneratorAdapterFactory.DESCRIPTOR);
	}

	private static GenModel load(String path) {
		ResourceSet resources = new ResourceSetImpl();
		resources.getURIConverter().getURIMap().putAll(EcorePlugin.computePlatformURIMap(false));
		Resource resource = resources.getResource(URI.createPlatformResourceURI(path, true), true);
		GenModel genModel = (GenModel) resource.getContents().get(0);
		genModel.reconcile();
		genModel.setCanGenerate(true);
		genModel.setValidateModel(true);
		refuseErrors(genModel.diagnose());
		return genModel;
	}

	private static void refuseErrors(Diagnostic diagnostic) {
		if (diagnostic.getSeverity() >= Diagnostic.ERROR) {
			throw new IllegalStateException(diagnostic.toString());
		}
	}
}
