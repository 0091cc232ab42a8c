package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jdt.core.IClasspathEntry;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.StudyEditor;
import io.spadework.launch.EngineInstallation;
import io.spadework.model.Studies;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Study;
import io.spadework.ui.Commands;
import io.spadework.ui.ExampleProject;
import io.spadework.ui.source.EngineLibrary;
import io.spadework.ui.source.SourceGeneration;
import io.spadework.ui.source.SourceLinks;

class GeneratedSourceTest {

	@Test
	void theSourceIsGeneratedIntoAJavaProjectWithTheEngineOnItsBuildPath() throws Exception {
		IFile study = study("Generated");
		IFile generator = SourceGeneration.generate(study, new NullProgressMonitor());
		assertTrue(generator.exists(), generator.toString());
		assertTrue(generator.getFullPath().toString().startsWith("/Generated/src-gen/landscapes/"), generator.toString());
		List<IClasspathEntry> path = Arrays.asList(JavaCore.create(study.getProject()).getRawClasspath());
		assertTrue(path.stream().anyMatch(entry -> entry.getPath().equals(EngineLibrary.PATH)));
		int entries = path.size();
		SourceGeneration.generate(study, new NullProgressMonitor());
		assertEquals(entries, JavaCore.create(study.getProject()).getRawClasspath().length, "generating again adds nothing");
		study.getProject().delete(true, true, null);
	}

	@Test
	void showGeneratedSourceOpensTheGeneratorInTheJavaEditor() throws Exception {
		IWorkbenchPage page = Workbench.open();
		IFile study = study("Shown");
		CommonNavigator explorer = (CommonNavigator) page.showView("org.eclipse.ui.navigator.ProjectExplorer");
		explorer.selectReveal(new StructuredSelection(study));
		Workbench.await("the study is selected", () -> study.equals(explorer.getCommonViewer().getStructuredSelection().getFirstElement()));
		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(Commands.SHOW_GENERATED_SOURCE, null);
		Workbench.await("the Java editor is open", () -> page.getActiveEditor() != null && page.getActiveEditor().getSite().getId().equals("org.eclipse.jdt.ui.CompilationUnitEditor"));
		assertTrue(page.getActiveEditor().getTitle().endsWith(".java"), page.getActiveEditor().getTitle());
		Workbench.picture(page.getWorkbenchWindow().getShell(), "generated-source");
		page.closeAllEditors(false);
	}

	@Test
	void everyNodeAndBlockIsFoundInTheSourceAndTheSourceLeadsBack() throws Exception {
		IFile study = study("Linked");
		IFile generator = SourceGeneration.generate(study, new NullProgressMonitor());
		Study read = Studies.load(study.getLocation().toPath());
		String source = Files.readString(generator.getLocation().toPath());
		Graph network = read.getExperiments().get(0).getGenerator();
		assertEquals("SpadeGenerator", said(source, network));
		int found = 0;
		for (Graph graph : Stream.concat(Stream.of(network), read.getBlocks().stream()).toList())
			for (Node node : graph.getNodes()) {
				SourceLinks.Range range = SourceLinks.range(source, node);
				if (range == null) {
					assertTrue(node instanceof BlockInput || node instanceof Output, "only what a method takes and gives has no statement: " + node.getName());
					continue;
				}
				found++;
				assertTrue(said(source, node).endsWith(node.getName() + "\""), said(source, node));
				assertEquals(node, SourceLinks.element(read, source, range.offset() + 1), node.getName());
			}
		assertTrue(found > 20, found + " nodes");
		for (Graph block : read.getBlocks()) {
			assertEquals(block, SourceLinks.element(read, source, SourceLinks.range(source, block).offset()));
			assertTrue(said(source, block).startsWith("residualBlock"), said(source, block));
		}
		IWorkbenchPage page = Workbench.open();
		IDE.openEditor(page, generator, true);
		ITextEditor text = (ITextEditor) page.getActiveEditor();
		SourceLinks.Range head = SourceLinks.range(source, network.getNodes().stream().filter(node -> "head".equals(node.getName())).findFirst().orElseThrow());
		text.selectAndReveal(head.offset(), head.length());
		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand("io.spadework.ui.showInDiagram", null);
		StudyEditor diagram = (StudyEditor) page.getActiveEditor();
		assertEquals(List.of("head"), diagram.selectedNodes().stream().map(Node::getName).toList());
		page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand("io.spadework.ui.showMethod", null);
		Workbench.await("the source is shown", () -> page.getActiveEditor() == text
				&& ((ITextSelection) text.getSelectionProvider().getSelection()).getText().equals("\"head\""));
		page.closeAllEditors(false);
		study.getProject().delete(true, true, null);
	}

	private static String said(String source, Element element) {
		SourceLinks.Range range = SourceLinks.range(source, element);
		return source.substring(range.offset(), range.offset() + range.length());
	}

	@Test
	void theSourceHasNoRedMarksWhereTheEngineIsInstalled() throws Exception {
		assumeTrue(engineIsThere(), "the training engine is not part of this build");
		IFile study = study("Compiled");
		SourceGeneration.generate(study, new NullProgressMonitor());
		study.getProject().build(IncrementalProjectBuilder.FULL_BUILD, null);
		for (IMarker marker : study.getProject().findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE)) {
			assertTrue(marker.getAttribute(IMarker.SEVERITY, 0) < IMarker.SEVERITY_ERROR, marker.getResource() + ": " + marker.getAttribute(IMarker.MESSAGE, ""));
		}
	}

	private static IFile study(String name) throws CoreException {
		IProject old = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
		if (old.exists()) {
			old.delete(true, true, null);
		}
		return ExampleProject.create(name, new NullProgressMonitor());
	}

	private static boolean engineIsThere() {
		try {
			return !EngineInstallation.jars().isEmpty();
		} catch (CoreException missing) {
			return false;
		}
	}
}
