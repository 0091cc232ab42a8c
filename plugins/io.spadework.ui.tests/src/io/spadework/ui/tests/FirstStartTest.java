package io.spadework.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Test;

import io.spadework.model.Severity;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.study.Study;
import io.spadework.ui.ExampleProject;
import io.spadework.ui.FirstStart;
import io.spadework.ui.live.LiveView;
import io.spadework.ui.runs.RunsView;

class FirstStartTest {

	@Test
	void thePerspectiveShowsWhatATrainingNeeds() throws Exception {
		IWorkbenchPage page = Workbench.open();
		for (String view : List.of("org.eclipse.ui.navigator.ProjectExplorer", RunsView.ID, LiveView.ID, IConsoleConstants.ID_CONSOLE_VIEW, "org.eclipse.ui.views.ProblemView")) {
			assertNotNull(page.findViewReference(view), view);
		}
		assertTrue(page.isPartVisible(page.findView(LiveView.ID)), "the live view is in front");
		assertTrue(page.isPartVisible(page.findView(RunsView.ID)), "the runs are in front");
	}

	@Test
	void anEmptyWorkspaceGetsOneExampleWhoseStudyIsValidAndOpensInTheDiagramEditor() throws Exception {
		IWorkbenchPage page = Workbench.open();
		page.closeAllEditors(false);
		Workbench.empty();
		InstanceScope.INSTANCE.getNode("io.spadework.ui").remove("exampleMade"); // as in a workspace that was never opened
		FirstStart.welcome();
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getProject(ExampleProject.NAME).getFile("landscapes.spade");
		Workbench.await("the example's study is made", file::exists);
		Workbench.await("the example's study is open", () -> page.findEditor(new FileEditorInput(file)) != null);
		IEditorReference editor = page.findEditors(new FileEditorInput(file), null, IWorkbenchPage.MATCH_INPUT)[0];
		assertEquals("io.spadework.diagram.editor", editor.getId());
		Study study = Studies.load(file.getLocation().toPath());
		assertTrue(Validation.validate(study, file.getLocation().toPath()).stream().noneMatch(problem -> problem.severity() == Severity.ERROR));
		Workbench.picture(page.getWorkbenchWindow().getShell(), "first-start");

		Workbench.empty();
		FirstStart.welcome();
		Workbench.pass(Duration.ofMillis(500));
		assertEquals(List.of(), List.of(ResourcesPlugin.getWorkspace().getRoot().getProjects()), "whoever deletes the example does not get it back");
	}

	@Test
	void aWorkbenchThatIsNotSpadeworksOwnKeepsItsWorkspaceAsItIs() throws Exception {
		Workbench.empty();
		InstanceScope.INSTANCE.getNode("io.spadework.ui").remove("exampleMade");
		new FirstStart().earlyStartup();
		Workbench.pass(Duration.ofMillis(500));
		assertEquals(List.of(), List.of(ResourcesPlugin.getWorkspace().getRoot().getProjects()));
	}

	@Test
	void theProductIsSpadeworkWithIconsAndAWordAboutItself() {
		var product = List.of(Platform.getExtensionRegistry().getConfigurationElementsFor("org.eclipse.core.runtime.products")).stream()
				.filter(element -> "io.spadework.ui".equals(element.getContributor().getName())).findFirst().orElseThrow();
		assertEquals("Spadework", product.getAttribute("name"));
		for (var property : product.getChildren("property")) {
			if (property.getAttribute("name").endsWith("mage") || property.getAttribute("name").endsWith("mages")) {
				for (String icon : property.getAttribute("value").split(",")) {
					assertNotNull(Platform.getBundle("io.spadework.ui").getEntry(icon), icon);
				}
			}
		}
	}

	@Test
	void noKeyOfSpadeworkIsTakenByAnotherCommand() throws Exception {
		var bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
		for (var binding : bindings.getBindings()) {
			if (binding.getParameterizedCommand() != null && binding.getParameterizedCommand().getId().startsWith("io.spadework.ui.")) {
				for (var other : bindings.getBindings()) {
					boolean same = other != binding && other.getTriggerSequence().equals(binding.getTriggerSequence()) && other.getSchemeId().equals(binding.getSchemeId())
							&& other.getParameterizedCommand() != null && !other.getParameterizedCommand().equals(binding.getParameterizedCommand())
							&& other.getContextId().equals(binding.getContextId());
					assertTrue(!same, binding.getTriggerSequence() + " is also " + other.getParameterizedCommand());
				}
			}
		}
	}
}
