package io.spadework.diagram.tests;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.Studies;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** A project with study files in the workbench of the test. */
final class Workspace {

	private Workspace() {
	}

	/** The study of the SPADE template on the built-in data, small. */
	static Study landscapes() {
		return Templates.named("spade").create(Map.of("crop", "64", "ngf", "16", "ndf", "16"), new DataChoice.BuiltInLandscapes());
	}

	/** The study of the SPADE template at the published size. */
	static Study published() {
		return Templates.named("spade").create(Map.of(), new DataChoice.CocoStuffFolder("coco"));
	}

	/** The study of the CRN template at the published size. */
	static Study crn() {
		return Templates.named("crn").create(Map.of(), new DataChoice.CocoStuffFolder("coco"));
	}

	/** The landscapes study with a generator that has a chain of SPADE nodes put in before its output. */
	static Study large(int nodes) {
		Study study = landscapes();
		Block residual = study.getBlocks().get(0);
		Generator generator = study.getExperiments().get(0).getGenerator();
		Edge last = generator.getEdges().stream().filter(e -> e.getTarget() instanceof Output).findFirst().orElseThrow();
		Node from = last.getSource();
		Node map = generator.getNodes().get(0);
		for (int i = 0; generator.getNodes().size() < nodes; i++) {
			BlockUse use = StudyFactory.eINSTANCE.createBlockUse();
			use.setId("more" + i);
			use.setName("more" + i);
			use.setBlock(residual);
			generator.getNodes().add(use);
			connect(generator, from, use, Port.DATA);
			connect(generator, map, use, Port.LABEL_MAP);
			from = use;
		}
		last.setSource(from);
		return study;
	}

	private static void connect(Generator generator, Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId(source.getId() + "." + target.getId());
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		generator.getEdges().add(edge);
	}

	/** A file with this content, made anew. */
	static IFile file(String name, String content) throws CoreException {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("studies");
		if (!project.exists())
			project.create(null);
		project.open(null);
		IFile file = project.getFile(name);
		if (file.exists())
			file.delete(true, null);
		file.create(bytes(content), true, null);
		return file;
	}

	static IFile file(String name, Study study) throws CoreException {
		return file(name, Studies.write(study));
	}

	static void write(IFile file, String content) throws CoreException {
		file.setContents(bytes(content), true, false, null);
	}

	static StudyEditor open(IFile file) throws CoreException {
		StudyEditor editor = (StudyEditor) IDE.openEditor(page(), file);
		turn(50);
		return editor;
	}

	static IWorkbenchPage page() {
		return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
	}

	/** Lets the workbench work for a while. */
	static void turn(long milliseconds) {
		waitFor(() -> false, milliseconds);
	}

	/** Lets the workbench work until something is so; whether it came to be within a minute, which a busy machine may need. */
	static boolean waitFor(BooleanSupplier condition) {
		return waitFor(condition, 60_000);
	}

	private static boolean waitFor(BooleanSupplier condition, long milliseconds) {
		long end = System.nanoTime() + milliseconds * 1_000_000;
		Display display = Display.getCurrent();
		while (System.nanoTime() < end) {
			if (condition.getAsBoolean())
				return true;
			if (!display.readAndDispatch())
				pause();
		}
		return condition.getAsBoolean();
	}

	private static void pause() {
		try {
			Thread.sleep(5);
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static ByteArrayInputStream bytes(String content) {
		return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
	}
}
