package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EClassifier;
import org.eclipse.emf.edit.command.SetCommand;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.provider.IItemLabelProvider;
import org.eclipse.emf.edit.provider.IItemPropertyDescriptor;
import org.eclipse.emf.edit.provider.IItemPropertySource;
import org.eclipse.emf.edit.provider.ITreeItemContentProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.model.edit.Labels;
import io.spadework.model.edit.StudyAdapters;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;

class LabelsTest {

	private final Study study = Samples.landscapes("crop", "64");
	private final StudyAdapters adapters = new StudyAdapters();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "d_conv2 | conv2: min(512, 2*ndf) filters, 4 x 4, stride 2", "to_image | to image: 3 filters, 3 x 3",
			"head | head: 16*ngf filters, hidden hidden", "up1 | up1: x 2", "lrelu | lrelu: leaky relu 0.2",
			"image | image: tanh", "d_norm2 | norm2: instance", "label_map | label map", "label_map-head | label map -> head: label map",
			"head-up1 | head -> up1", "plan | two time scales: 50 epochs, batch images a step",
			"data | built-in landscapes: 10 labels, crop crop", "parameter_ngf | ngf: 64", "feature_matching | feature_matching: weight 10" })
	void labelsSayTheNameAndWhatMatters(String id, String label) {
		List<Element> found = new ArrayList<>();
		study.eAllContents().forEachRemaining(each -> {
			if (((Element) each).getId().equals(id)) {
				found.add((Element) each);
			}
		});
		IItemLabelProvider labels = (IItemLabelProvider) adapters.adapt((Object) found.get(0), IItemLabelProvider.class);
		assertEquals(label, labels.getText(found.get(0)));
	}

	@Test
	void everyKindHasALabelEvenBeforeItHasAName() {
		for (EClassifier classifier : StudyPackage.eINSTANCE.getEClassifiers()) {
			if (classifier instanceof EClass kind && !kind.isAbstract()) {
				Element fresh = (Element) StudyFactory.eINSTANCE.create(kind);
				assertTrue(!Labels.text(fresh).isBlank(), kind.getName());
			}
		}
	}

	@Test
	void treesShowWhatAStudyHolds() {
		ITreeItemContentProvider content = (ITreeItemContentProvider) adapters.adapt((Object) study, ITreeItemContentProvider.class);
		assertTrue(content.getChildren(study).containsAll(study.getNetworks()));
	}

	@Test
	void propertiesAreEditedThroughCommandsAndTheIdIsNot() {
		Convolution convolution = Samples.node(study, "to_image");
		AdapterFactoryEditingDomain domain = new AdapterFactoryEditingDomain(adapters, new BasicCommandStack());
		IItemPropertySource source = assertInstanceOf(IItemPropertySource.class, adapters.adapt((Object) convolution, IItemPropertySource.class));
		List<String> names = source.getPropertyDescriptors(convolution).stream().map(property -> property.getDisplayName(convolution)).toList();
		assertTrue(names.containsAll(List.of("Id", "Name", "Filters", "Kernel", "Stride", "Padding", "Bias", "Spectral Norm", "Tap")), names.toString());
		assertTrue(!names.contains("Incoming"), names.toString());
		IItemPropertyDescriptor kernel = source.getPropertyDescriptor(convolution, StudyPackage.Literals.CONVOLUTION__KERNEL);
		assertEquals("Side of the kernel.", kernel.getDescription(convolution));
		assertTrue(kernel.canSetProperty(convolution));
		assertTrue(!source.getPropertyDescriptor(convolution, StudyPackage.Literals.ELEMENT__ID).canSetProperty(convolution));
		domain.getCommandStack().execute(SetCommand.create(domain, convolution, StudyPackage.Literals.CONVOLUTION__KERNEL, "7"));
		assertEquals("7", convolution.getKernel());
		domain.getCommandStack().undo();
		assertEquals("3", convolution.getKernel());
	}
}
